package io.github.mavensandbox.mojo.doctor;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The findings about one kind of sandbox.
 *
 * @param kind its name
 * @param findings in the order in which the requirements build on each other
 * @param lacking the requirements without which there is no sandbox of this kind; empty where it
 *     works
 * @param by what makes these sandboxes, where they work
 */
public record Diagnosis(String kind, List<Finding> findings, List<String> lacking, String by) {

  /** The width of the longer of the two kinds' names. */
  private static final int KIND_WIDTH = "namespaces".length();

  public Diagnosis {
    findings = List.copyOf(findings);
    lacking = List.copyOf(lacking);
  }

  /** Returns whether there can be sandboxes of this kind. */
  public boolean works() {
    return lacking.isEmpty();
  }

  /** Returns whether a requirement is known to be missing. */
  boolean misses(String what) {
    return findings.stream()
        .anyMatch(f -> f.what().equals(what) && f.state() == Finding.State.MISSING);
  }

  /**
   * Returns a finding's line.
   *
   * @param width that of the longest requirement
   */
  public String line(Finding finding, int width) {
    return ("%-" + KIND_WIDTH + "s  %-" + width + "s  %s")
        .formatted(kind, finding.what(), finding.text());
  }

  /** Returns the width of the longest requirement. */
  public int width() {
    return findings.stream().mapToInt(finding -> finding.what().length()).max().orElse(1);
  }

  String whatLacks() {
    return lacking.stream().collect(Collectors.joining(", ", kind + " lack ", ""));
  }
}
