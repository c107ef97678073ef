package io.github.mavensandbox.agent;

/** How work gets from one thread to another. */
enum How {
  THREAD("thread"),
  EXECUTOR("executor"),
  /**
   * Another name for the same: a task that may be run again and again, so it is remembered after it
   * ran.
   */
  SCHEDULE("executor"),
  FORKJOIN("forkjoin"),
  TIMER("timer"),
  COMPLETION("completion"),
  LIBRARY("library"),
  /** What a library does since something came in on a connection that was opened. */
  CHANNEL("channel");

  private static final How[] ALL = values();

  private final String text;

  How(String text) {
    this.text = text;
  }

  static How of(int number) {
    return ALL[number];
  }

  String text() {
    return text;
  }
}
