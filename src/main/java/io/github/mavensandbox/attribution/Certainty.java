package io.github.mavensandbox.attribution;

import java.util.Locale;

/** How sure it is who called. */
public enum Certainty {
  /** Its code is on the stack of the call. */
  DIRECT,
  /** Its code handed the work to another thread, as a task. */
  TASK,
  /** Its code started the thread, or opened the connection; both may serve somebody else by now. */
  THREAD;

  /** As reports have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Certainty and(Trace.How how) {
    return switch (how) {
      case ITSELF -> this;
      case TASK -> this == DIRECT ? TASK : this;
      case THREAD -> THREAD;
    };
  }
}
