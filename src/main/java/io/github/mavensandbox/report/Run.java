package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.run.RunDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One sandboxed run: what Maven's side knows of it, what the kernel recorded, judged, and who
 * called.
 *
 * @param policyFile that a person adds rules to; not safe to print
 */
public record Run(
    RunDescription description,
    Verdict verdict,
    Attribution attribution,
    Optional<String> policyFile) {

  /** One whose policy stands in the POM. */
  public Run(RunDescription description, Verdict verdict, Attribution attribution) {
    this(description, verdict, attribution, Optional.empty());
  }

  /** {@code surefire:test (default-test)}; not safe to print. */
  public String name() {
    return "%s (%s)".formatted(description.goal(), description.execution());
  }

  /** Whether what the policy does not allow was recorded and not blocked. */
  public boolean isAudit() {
    return description.mode() == Mode.AUDIT;
  }

  /** Whether there is nothing in it to warn of. */
  public boolean isClean() {
    return verdict.violationCount() == 0 && problems().isEmpty();
  }

  /** Why it cannot be relied on, a line each; empty when it can. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (description.ended().isEmpty()) {
      problems.add("it was cut off: Maven did not see its end");
    }
    problems.addAll(description.problems());
    problems.addAll(verdict.record().problems());
    return List.copyOf(problems);
  }
}
