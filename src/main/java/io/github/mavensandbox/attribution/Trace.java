package io.github.mavensandbox.attribution;

import java.util.List;
import java.util.Locale;

/**
 * The frames of a thread, innermost first: of the one that made the attempt, or of one that had the
 * work done.
 *
 * @param frames empty where it is not known who it was
 */
public record Trace(How how, List<Frame> frames) {

  /** How the work came to the thread that did it. */
  public enum How {
    /** It is the thread itself that made the attempt. */
    ITSELF,
    /** As a task: of an executor, a timer, a future, a client library's own loop. */
    TASK,
    /** It is what the thread was started for, or a connection opened for; no task is known. */
    THREAD;

    /** As reports have it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Trace {
    frames = List.copyOf(frames);
  }
}
