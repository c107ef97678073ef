package io.github.mavensandbox.policy;

/** Who starts the traffic that a rule is about. */
public enum Direction {
  /** Both ways: a rule that names no direction. */
  BOTH(""),
  /** Somebody else calls the sandboxed program. */
  IN("in "),
  /** The sandboxed program calls somebody else. */
  OUT("out ");

  private final String prefix;

  Direction(String prefix) {
    this.prefix = prefix;
  }

  /** What a rule's text begins with, a space at its end included; empty for {@link #BOTH}. */
  String prefix() {
    return prefix;
  }
}
