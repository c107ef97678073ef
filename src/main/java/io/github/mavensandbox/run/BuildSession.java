package io.github.mavensandbox.run;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One build, told apart from every other one on this machine.
 *
 * @param pid Maven's process
 * @param start of the build, in whole milliseconds: a process that stays, such as a daemon, builds
 *     more than once
 */
public record BuildSession(long pid, Instant start) {

  /** {@code 4711-1795516262113}: the process, and the start in milliseconds since 1970. */
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,15})");

  /** By how much the system's time for the start of a process may be wrong. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  public BuildSession {
    start = start.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The build of this process that began at this time. */
  public static BuildSession ofThisProcess(Instant start) {
    return new BuildSession(ProcessHandle.current().pid(), start);
  }

  /** Reads what {@link #toString} wrote; nothing when it is something else. */
  public static Optional<BuildSession> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new BuildSession(
                Long.parseLong(matcher.group(1)),
                Instant.ofEpochMilli(Long.parseLong(matcher.group(2)))))
        : Optional.empty();
  }

  /**
   * Returns whether this build has ended, as seen by another one: its process is gone, or has
   * become another process or the other build.
   */
  boolean hasEndedAsSeenBy(BuildSession other) {
    return !equals(other)
        && (pid == other.pid
            || ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(started -> started.isAfter(start.plus(TOLERANCE)))
                .orElse(ProcessHandle.of(pid).isEmpty()));
  }

  @Override
  public String toString() {
    return pid + "-" + start.toEpochMilli();
  }
}
