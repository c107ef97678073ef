package io.github.mavensandbox.engine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of the machine a container may take.
 *
 * @param memory in bytes; 0 for no limit, or {@link #AS_OUTSIDE}
 * @param cpus how many; 0 for no limit, because an engine refuses more than its host has
 * @param pids how many threads and processes at a time; 0 for no limit
 * @param sharedMemory the size of {@code /dev/shm} in bytes, 0 for the engine's own default; what
 *     is used of it counts against {@code memory}
 */
public record Limits(long memory, double cpus, int pids, long sharedMemory) {

  /** 4096: ample for thread pools, and an end to a fork bomb. */
  public static final int DEFAULT_PIDS = 4096;

  /**
   * Three quarters of the memory that this JVM sees. The rest keeps the machine alive. With {@link
   * #HEAP_AS_OUTSIDE} a JVM has the heap that it has outside; where the engine's machine has less
   * memory, it takes its share of that.
   */
  public static final long AS_OUTSIDE = -1;

  /** A third of three quarters: a JVM's heap is a quarter of the machine. */
  public static final String HEAP_AS_OUTSIDE = "-XX:MaxRAMPercentage=33.333333";

  /** 1 GiB of shared memory: the engines' own 64 MiB is too small for browsers and databases. */
  public static final Limits DEFAULT = new Limits(AS_OUTSIDE, 0, DEFAULT_PIDS, 1L << 30);

  /** Not asked for before it is needed, as that takes some 70 ms. */
  private static final class Machine {
    /** In whole MiB, of the machine or of the JVM's control group, whichever has less. */
    static final long SHARE =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
            ? machine.getTotalMemorySize() / 4 * 3 >> 20 << 20
            : 0;
  }

  private static final int DIGITS = 10;

  private static final Pattern SIZE = Pattern.compile("([0-9]{1," + DIGITS + "})([bkmgt])");

  /** Matches {@code 4096}, {@code 4gb}, {@code 512 MiB}. */
  private static final Pattern OTHER_SIZE = Pattern.compile("([0-9]+) ?([kmgt]?)(i?b)?");

  /** As a number without a unit, more than this is meant as bytes. */
  private static final int FEWEST_BYTES = 1 << 20;

  /** As a number without a unit, more than this is meant as megabytes. */
  private static final int MOST_GIGABYTES = 64;

  /**
   * Reads what a user has set.
   *
   * @param memory a number and a unit; the default where it is not set
   * @param sharedMemory the same
   * @throws IllegalArgumentException for the first that is no limit; names its property
   */
  public static Limits parse(
      @Nullable String memory, double cpus, int pids, @Nullable String sharedMemory) {
    if (cpus < 0 || pids < 1) {
      throw new IllegalArgumentException(
          cpus < 0
              ? "sandbox.cpus '" + cpus + "' is negative; 0 is all there are"
              : "sandbox.pids '" + pids + "' leaves no process; give at least 1");
    }
    return new Limits(
        bytes("sandbox.memory", memory, DEFAULT.memory),
        cpus,
        pids,
        bytes("sandbox.shmSize", sharedMemory, DEFAULT.sharedMemory));
  }

  /** Returns how much memory that is, in bytes; 0 for no limit. */
  public long memoryBytes() {
    return memory == AS_OUTSIDE ? Machine.SHARE : memory;
  }

  /** Returns a size as it is written in a POM, by the largest unit of which it is a multiple. */
  public static String text(long bytes) {
    int unit = 0;
    while (unit < 4 && bytes >> 10 * (unit + 1) << 10 * (unit + 1) == bytes) {
      unit++;
    }
    return (bytes >> 10 * unit) + "bkmgt".substring(unit, unit + 1);
  }

  private static long bytes(String property, @Nullable String size, long otherwise) {
    if (size == null) {
      return otherwise;
    }
    String text = size.toLowerCase(Locale.ROOT);
    Matcher matcher = SIZE.matcher(text);
    boolean number = matcher.matches();
    long count = number ? Long.parseLong(matcher.group(1)) : 0;
    int shift = number ? 10 * "bkmgt".indexOf(matcher.group(2)) : 0;
    if (count < 1 || count > Long.MAX_VALUE >> shift) {
      throw new IllegalArgumentException(
          "%s '%s' is not a size; write a number and b, k, m, g or t: %s"
              .formatted(property, size, meant(text).orElse("512m, 4g")));
    }
    return count << shift;
  }

  /** A number alone is not taken for bytes: who writes 4096 means megabytes. */
  private static Optional<String> meant(String text) {
    Matcher other = OTHER_SIZE.matcher(text);
    if (!other.matches() || other.group(1).length() > DIGITS) {
      return Optional.empty();
    }
    long count = Long.parseLong(other.group(1));
    String unit = other.group(2);
    if (unit.isEmpty() && count <= MOST_GIGABYTES) {
      unit = "g";
    } else if (unit.isEmpty()) {
      unit = count <= FEWEST_BYTES ? "m" : "b";
    }
    return Optional.of(count + unit).filter(meant -> !meant.equals(text) && count > 0);
  }
}
