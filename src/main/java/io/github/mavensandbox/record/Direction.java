package io.github.mavensandbox.record;

import java.util.Arrays;
import java.util.Optional;

/** Where a blocked packet was going, as the firewall's log prefix says. */
public enum Direction {
  /** From the program to somewhere else. */
  OUT("out"),
  /** From somewhere else to the program. */
  IN("in"),
  /** Came in, but to everybody (broadcast, multicast) or as part of no connection: no violation. */
  NOISE("noise");

  private final String label;

  Direction(String label) {
    this.label = label;
  }

  /** The log prefix and the name in reports: {@code out}, {@code in} or {@code noise}. */
  public String label() {
    return label;
  }

  static Optional<Direction> of(String label) {
    return Arrays.stream(values()).filter(direction -> direction.label.equals(label)).findFirst();
  }
}
