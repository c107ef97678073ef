package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One thing that is wrong, as tools that point at lines of files show it.
 *
 * @param title a few words, safe to print
 * @param text all of it on one line, safe to print
 * @param key what makes it the same in the next build: no times, versions and line numbers; not
 *     safe to print
 * @param calls of whom it was, where that is known
 */
record Finding(
    Kind kind, String title, String text, String key, Place place, Optional<Calls> calls) {

  enum Kind {
    VIOLATION(
        "sandbox/violation",
        "error",
        "critical",
        "A call that the policy does not allow",
        "The sandbox blocked a call that the policy of the project does not allow."),
    AUDITED(
        "sandbox/audit",
        "note",
        "info",
        "A call that the policy does not allow, in an audit",
        "The sandbox would have blocked a call that the policy of the project does not allow."),
    UNRELIABLE(
        "sandbox/unreliable",
        "error",
        "blocker",
        "A record that cannot be relied on",
        "It is not certain that the sandbox recorded all of the build.");

    final String id;

    /** In SARIF. */
    final String level;

    /** At GitLab. */
    final String severity;

    final String title;
    final String description;

    Kind(String id, String level, String severity, String title, String description) {
      this.id = id;
      this.level = level;
      this.severity = severity;
      this.title = title;
      this.description = description;
    }
  }

  /** Equal for the same thing in another build; 32 hexadecimal digits. */
  String fingerprint() {
    return Sha256.hex(key.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
  }
}
