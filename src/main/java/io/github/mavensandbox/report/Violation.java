package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import java.util.List;
import java.util.Optional;

/** An endpoint that was blocked in a run, and that is not expected. */
public record Violation(Run run, BlockedEndpoint blocked) {

  /** Those of a run, outbound first. */
  public static List<Violation> of(Run run) {
    return run.verdict().violations().stream().map(each -> new Violation(run, each)).toList();
  }

  /** What the firewall did: {@code blocked}, or {@code would have blocked} in an audit. */
  public String verb() {
    return Wording.verb(run);
  }

  public Endpoint endpoint() {
    return blocked.endpoint();
  }

  /** Whether an agent was there to identify callers; of what came from elsewhere it does not. */
  public boolean isExplained() {
    return run.attribution().explains(blocked);
  }

  public CallExplanation explanation() {
    return run.attribution().of(blocked);
  }

  /** Who may have sent what no attempt explains; empty where attempts explain all packets. */
  public List<OtherAttempt> suspects() {
    CallExplanation explanation = explanation();
    return explanation.calls().isEmpty() || explanation.unexplained() > 0
        ? run.attribution().suspectsOf(blocked)
        : List.of();
  }

  /** The narrowest rule that would allow it; empty when no rule can. */
  public Optional<String> rule() {
    return RuleAdvice.ruleFor(endpoint(), run.verdict().record().answers());
  }

  /** What to do when it is to be allowed; empty when no rule can allow it. */
  public Optional<String> advice() {
    return rule().map(rule -> Wording.advice(endpoint(), rule, run.policyFile()));
  }
}
