package io.github.mavensandbox.attribution;

import java.util.Locale;

/**
 * An attempt that is no blocked call of the JVM's own.
 *
 * @param what {@code tcp 198.51.100.9:80}, or the name of a program or native library; not safe to
 *     print
 * @param outcome what came of it, as the JVM has it; not safe to print
 */
public record OtherAttempt(Kind kind, String what, String outcome, Calls calls) {

  /** What it was. */
  public enum Kind {
    /** There is no way to there, so that the kernel never saw a packet. */
    UNREACHABLE,
    /** A program was started, which may have called by itself. */
    PROCESS,
    /** Native code was loaded, which may have called unseen. */
    LIBRARY;

    /** As reports have it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
