package io.github.mavensandbox.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a blocked packet was going, as the firewall's log prefix says. */
public enum PacketDirection {
  /** From the program to somewhere else. */
  OUT,
  /** From somewhere else to the program. */
  IN,
  /** Came in, but to everybody (broadcast, multicast) or as part of no connection: no violation. */
  NOISE;

  /** The log prefix and the name in reports: {@code out}, {@code in} or {@code noise}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<PacketDirection> of(String label) {
    return Arrays.stream(values()).filter(direction -> direction.label().equals(label)).findFirst();
  }
}
