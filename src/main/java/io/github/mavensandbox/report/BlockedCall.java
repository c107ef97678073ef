package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Explanation;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A violation, by one of those who caused it.
 *
 * @param calls absent where, of a part of its packets at least, it is not known who sent them
 */
record BlockedCall(ModuleReport module, Run run, BlockedEndpoint blocked, Optional<Calls> calls) {

  /** All of them, in the order of the runs and their violations. */
  static List<BlockedCall> of(List<ModuleReport> modules) {
    List<BlockedCall> all = new ArrayList<>();
    for (ModuleReport module : modules) {
      for (Run run : module.report().runs()) {
        for (BlockedEndpoint blocked : run.verdict().violations()) {
          addTo(all, module, run, blocked);
        }
      }
    }
    return all;
  }

  private static void addTo(
      List<BlockedCall> all, ModuleReport module, Run run, BlockedEndpoint blocked) {
    Explanation explanation = run.attribution().of(blocked);
    explanation.calls().stream()
        .map(calls -> new BlockedCall(module, run, blocked, Optional.of(calls)))
        .forEach(all::add);
    if (explanation.calls().isEmpty() || explanation.unexplained() > 0) {
      all.add(new BlockedCall(module, run, blocked, Optional.empty()));
    }
  }

  /** The violation itself, which is the same for all of its callers. */
  BlockedCall withoutCaller() {
    return new BlockedCall(module, run, blocked, Optional.empty());
  }

  /** Whose code it was; empty where it cannot be told. */
  Optional<Origin> culprit() {
    return calls.flatMap(known -> known.caller().culprit());
  }

  /** The running test; empty where there was none, or none is known. */
  Optional<String> test() {
    return calls.flatMap(known -> known.caller().test());
  }

  boolean isOutbound() {
    return blocked.endpoint().direction() == Direction.OUT;
  }

  /** Whether there was an agent to tell who called. */
  boolean isExplained() {
    return run.attribution().isKnown();
  }

  /** How many of the packets no attempt explains; all of them where none is known. */
  long unexplained() {
    Explanation explanation = run.attribution().of(blocked);
    return explanation.calls().isEmpty() ? blocked.packets() : explanation.unexplained();
  }

  /** Who may have sent what no attempt explains. */
  List<OtherAttempt> suspects() {
    return run.attribution().suspectsOf(blocked);
  }
}
