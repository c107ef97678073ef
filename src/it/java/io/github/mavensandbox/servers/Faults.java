package io.github.mavensandbox.servers;

import java.util.Locale;

/** How many of the faults are tried that could be: {@code -Dfaults}. */
public enum Faults {
  FEW(9),
  SOME(3),
  ALL(1);

  private final int step;

  Faults(int step) {
    this.step = step;
  }

  /** Returns what this run of the tests was told. */
  public static Faults ofThisRun() {
    return valueOf(System.getProperty("faults", "some").toUpperCase(Locale.ROOT));
  }

  /** Returns of how many one is tried. */
  public int step() {
    return step;
  }
}
