package io.github.mavensandbox.report;

import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.text.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the reports tell.
 *
 * @param policy the rules that the project has configured, one a string
 * @param expect what it has configured as expected, one rule a string
 * @param runs in the order in which they were started
 * @param problems why the runs do not tell all of the build, a line each
 */
public record Report(
    List<String> policy, List<String> expect, List<Run> runs, List<String> problems) {

  public Report {
    policy = List.copyOf(policy);
    expect = List.copyOf(expect);
    runs = List.copyOf(runs);
    problems = List.copyOf(problems);
  }

  public static Report of(
      Policy policy, Expectations expectations, List<Run> runs, List<String> problems) {
    return new Report(policy.rules(), expectations.texts(), runs, problems);
  }

  /** The violations of all runs whose endpoints are listed, those of audits included. */
  public List<Violation> violations() {
    return runs.stream().flatMap(run -> Violation.of(run).stream()).toList();
  }

  /** How many violations there are in all runs but audits. */
  public int violationCount() {
    return count(false);
  }

  /** How many there are in audits, which blocked none of them. */
  public int auditedCount() {
    return count(true);
  }

  private int count(boolean audits) {
    return runs.stream()
        .filter(run -> run.isAudit() == audits)
        .mapToInt(run -> run.verdict().violationCount())
        .sum();
  }

  /** Whether a run was an audit, so that nothing was protected in it. */
  public boolean hasAudit() {
    return runs.stream().anyMatch(Run::isAudit);
  }

  /** All problems, those of the runs included: a line each, safe to print. */
  public List<String> allProblems() {
    List<String> all = new ArrayList<>();
    for (Run run : runs) {
      run.problems().forEach(problem -> all.add(run.name() + ": " + problem));
    }
    all.addAll(problems);
    return all.stream().map(PlainText::of).toList();
  }

  /**
   * What an audit came to, on one line that is safe to print; empty where there was none.
   *
   * @param policy the file with the policy that it proposes
   */
  public Optional<String> auditSummary(Path policy) {
    if (!hasAudit()) {
      return Optional.empty();
    }
    int audited = auditedCount();
    return Optional.of(
        audited == 0
            ? "audit: nothing was protected, and nothing was seen that the policy does not allow; remove sandbox.mode"
            : "audit: nothing was protected, and %s would have been blocked; read the policy that would allow this, and paste it: %s"
                .formatted(Wording.notAllowed(audited), PlainText.of(policy.toString())));
  }

  /** What is wrong, on one line that is safe to print; empty when nothing is. */
  public Optional<String> summary() {
    List<String> parts = new ArrayList<>();
    int violations = violationCount();
    if (violations > 0) {
      parts.add(Wording.violations(violations));
    }
    List<String> all = allProblems();
    if (!all.isEmpty()) {
      parts.add(
          "the result is not reliable: %s%s"
              .formatted(
                  all.get(0), all.size() > 1 ? " (and %d more)".formatted(all.size() - 1) : ""));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }
}
