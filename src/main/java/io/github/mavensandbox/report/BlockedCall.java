package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.record.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A violation, by one of its callers.
 *
 * @param calls absent where, of a part of its packets at least, it is not known who sent them
 */
public record BlockedCall(Violation violation, Optional<Calls> calls) {

  /** One for each caller, and one without a caller for what no attempt explains. */
  public static List<BlockedCall> of(Violation violation) {
    CallExplanation explanation = violation.explanation();
    List<BlockedCall> calls = new ArrayList<>();
    explanation.calls().forEach(each -> calls.add(new BlockedCall(violation, Optional.of(each))));
    if (calls.isEmpty() || explanation.unexplained() > 0) {
      calls.add(new BlockedCall(violation, Optional.empty()));
    }
    return calls;
  }

  public Endpoint endpoint() {
    return violation.endpoint();
  }

  /** Whose code it was; empty where it cannot be told. */
  public Optional<Origin> origin() {
    return calls.flatMap(known -> known.caller().origin());
  }

  /** The name of whose code it was; not safe to print. */
  public String caller() {
    return origin().map(Origin::name).orElse("unattributed");
  }

  /** The running test; empty where there was none, or none is known. */
  public Optional<String> test() {
    return calls.flatMap(known -> known.caller().test());
  }
}
