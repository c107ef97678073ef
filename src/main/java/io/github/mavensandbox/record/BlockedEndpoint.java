package io.github.mavensandbox.record;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The logged packets of one endpoint.
 *
 * @param times of each packet in the log, in order, at least one; the kernel may have held back
 *     more ({@link KernelRecord#heldBack})
 * @param uid the user who sent them, when all that have a sender have the same
 */
public record BlockedEndpoint(Endpoint endpoint, List<Instant> times, OptionalLong uid) {

  public BlockedEndpoint {
    if (times.isEmpty()) {
      throw new IllegalArgumentException("no packet of " + endpoint);
    }
    times = times.stream().sorted().toList();
  }

  /** When the earliest was blocked. */
  public Instant first() {
    return times.get(0);
  }

  /** When the latest was blocked. */
  public Instant last() {
    return times.get(times.size() - 1);
  }

  /** How many the log has. */
  public long packets() {
    return times.size();
  }
}
