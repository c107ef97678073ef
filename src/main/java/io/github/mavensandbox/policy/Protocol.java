package io.github.mavensandbox.policy;

import java.util.Locale;

/** The protocols that have ports and that a rule can be limited to. */
public enum Protocol {
  TCP(6),
  UDP(17);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  /** IANA's number: an empty image has no /etc/protocols to look a name up in. */
  public int number() {
    return number;
  }

  /** The name in lower case, as in a rule's text. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
