package io.github.mavensandbox.attribution;

/** How sure it is who called. */
public enum Certainty {
  /** Its code is on the stack of the call. */
  DIRECT("direct"),
  /** Its code handed the work to another thread, as a task. */
  TASK("task"),
  /** Its code started the thread, or opened the connection; both may serve somebody else by now. */
  THREAD("thread");

  private final String label;

  Certainty(String label) {
    this.label = label;
  }

  /** As reports have it. */
  public String label() {
    return label;
  }

  Certainty and(Trace.How how) {
    return switch (how) {
      case ITSELF -> this;
      case TASK -> this == DIRECT ? TASK : this;
      case THREAD -> THREAD;
    };
  }
}
