package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.ContainerSpec;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * How much of the machine a container may take.
 *
 * @param memory in bytes
 * @param cpus how many, 0 for all
 * @param pids how many threads and processes
 * @param sharedMemory the size of {@code /dev/shm} in bytes
 */
record Limits(long memory, double cpus, int pids, long sharedMemory) {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,10})([bkmgt]?)");

  static Limits of(@Nullable String memory, double cpus, int pids, @Nullable String sharedMemory)
      throws MojoExecutionException {
    if (cpus < 0 || pids < 1) {
      throw new MojoExecutionException(
          cpus < 0
              ? "sandbox.cpus '" + cpus + "' is negative; 0 is all there are"
              : "sandbox.pids '" + pids + "' leaves no process; give at least 1");
    }
    return new Limits(
        bytes("sandbox.memory", memory, ContainerSpec.DEFAULT_MEMORY),
        cpus,
        pids,
        bytes("sandbox.shmSize", sharedMemory, ContainerSpec.DEFAULT_SHARED_MEMORY));
  }

  /** Sets them; all CPUs are no limit. */
  ContainerSpec.Builder applyTo(ContainerSpec.Builder spec) {
    spec.memory(memory).pids(pids).sharedMemory(sharedMemory);
    return cpus > 0 ? spec.cpus(cpus) : spec;
  }

  private static long bytes(String property, @Nullable String size, long otherwise)
      throws MojoExecutionException {
    if (size == null) {
      return otherwise;
    }
    Matcher matcher = SIZE.matcher(size.toLowerCase(Locale.ROOT));
    boolean number = matcher.matches();
    long count = number ? Long.parseLong(matcher.group(1)) : 0;
    int shift = number ? 10 * "bkmgt".indexOf(matcher.group(2)) : 0;
    if (count < 1 || count > Long.MAX_VALUE >> shift) {
      throw new MojoExecutionException(
          property + " '" + size + "' is not a size; write a number and b, k, m, g or t: 512m, 4g");
    }
    return count << shift;
  }
}
