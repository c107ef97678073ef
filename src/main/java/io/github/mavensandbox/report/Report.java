package io.github.mavensandbox.report;

import java.util.List;

/**
 * What {@code report.json} tells.
 *
 * @param policy the rules in force, one a string
 * @param runs in the order in which they were started
 */
public record Report(List<String> policy, List<Run> runs) {
  public Report {
    policy = List.copyOf(policy);
    runs = List.copyOf(runs);
  }
}
