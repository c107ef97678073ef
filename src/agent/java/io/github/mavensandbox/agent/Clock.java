package io.github.mavensandbox.agent;

import java.time.Instant;

/** The time of day, as exact as the JVM tells it. */
final class Clock {

  private Clock() {}

  /** Microseconds since 1970. */
  static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
  }
}
