package io.github.mavensandbox.run;

import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Duration;
import java.util.Optional;

/**
 * The machine's clock, held against the JVM's own time, which nobody sets. That one stands still
 * while the machine sleeps, so what was set back by less than it slept is not seen.
 */
public final class WallClock {

  /** The JVM reads the two one after the other while it starts. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  private WallClock() {}

  /** By how much the clock was set back since this JVM began, if it was. */
  public static Optional<Duration> setBack() {
    RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
    return setBack(jvm.getStartTime(), jvm.getUptime(), System.currentTimeMillis());
  }

  /** The same, all in milliseconds. */
  static Optional<Duration> setBack(long start, long uptime, long now) {
    return Optional.of(Duration.ofMillis(start + uptime - now))
        .filter(difference -> difference.compareTo(TOLERANCE) > 0);
  }
}
