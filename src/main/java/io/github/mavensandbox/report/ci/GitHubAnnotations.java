package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.report.Wording;
import java.io.PrintStream;
import java.util.List;

/** Prints workflow commands that make GitHub show findings at the lines they point to. */
record GitHubAnnotations(PrintStream out) {

  /** GitHub takes no more of a step. */
  private static final int MAX = 10;

  /**
   * Prints a line each, the last of which tells of those that GitHub would not take.
   *
   * @param isFailure whether violations fail the build; what is not reliable always does
   */
  void print(List<Finding> findings, boolean isFailure) {
    int shown = findings.size() > MAX ? MAX - 1 : findings.size();
    findings.subList(0, shown).forEach(finding -> print(finding, isFailure));
    if (findings.size() > shown) {
      out.println(
          "::%s title=sandbox::and %s more, which target/sandbox/report.html has"
              .formatted(
                  level(findings.get(shown), isFailure), Wording.number(findings.size() - shown)));
    }
    out.flush();
  }

  private void print(Finding finding, boolean isFailure) {
    out.println(
        "::%s file=%s,line=%d,title=%s::%s"
            .formatted(
                level(finding, isFailure),
                property(finding.place().path()),
                finding.place().line(),
                property("sandbox: " + finding.title()),
                data(finding.text())));
  }

  private static String level(Finding finding, boolean isFailure) {
    return switch (finding.kind()) {
      case VIOLATION -> isFailure ? "error" : "warning";
      case AUDITED -> "notice";
      case UNRELIABLE -> "error";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
