package io.github.mavensandbox.agent;

/** The kinds of calls that are attempts. */
enum Call {
  TCP_CONNECT("connect", "tcp"),
  /** The same, but nothing is known when the call returns. */
  TCP_CONNECT_LATER("connect", "tcp"),
  /** Whether a host answers: without a privilege the JDK connects to its echo service. */
  ECHO("connect", "tcp"),
  UDP_CONNECT("connect", "udp"),
  UDP_SEND("datagram", "udp"),
  LOOKUP("lookup", null),
  /** The same, but nothing is known when the call returns. */
  LOOKUP_LATER("lookup", null),
  REVERSE("reverse", null),
  PROCESS("process", null),
  LIBRARY("library", null),
  /** A file that is to be opened, and is not there. */
  FILE("file", null);

  private static final Call[] ALL = values();

  private final String type;
  private final String protocol;

  Call(String type, String protocol) {
    this.type = type;
    this.protocol = protocol;
  }

  static Call of(int number) {
    return ALL[number];
  }

  String type() {
    return type;
  }

  String protocol() {
    return protocol;
  }

  /**
   * Whether it goes on after it returned that: a connection is made once the result is above zero.
   */
  boolean isPending(int result) {
    return result <= 0 && (this == TCP_CONNECT || this == TCP_CONNECT_LATER);
  }

  /** Whether it goes on after it returned, whatever it returned. */
  boolean isLater() {
    return this == TCP_CONNECT_LATER || this == LOOKUP_LATER;
  }

  /** Whether a call within the other is the same attempt, one layer below. */
  boolean isPartOf(Call outer) {
    return this == outer || protocol != null && outer.protocol != null;
  }
}
