package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.fork.ForkRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * What the forks of one execution live in: a network that is locked before any of them starts, and
 * that keeps a record of what it blocks. {@link Execution} knows no more of a kind of sandbox than
 * this.
 *
 * <p>For any thread. Each method fails closed: where it throws, no fork runs that is not locked in.
 */
public interface Jail {

  /** Begins to lock the network, unless that has begun, and returns at once. */
  void lock();

  /**
   * Announces libraries that forks are going to ask for, so that they can be brought ahead; returns
   * at once. Where that fails, the first fork that needs them asks again, and says why.
   */
  void expect(List<Path> libraries);

  /** Returns whether a fork sees what earlier ones have left in {@code target}. */
  default boolean seesTarget() {
    return false;
  }

  /**
   * Makes a fork, which has not started, and returns when the network is locked and all that the
   * fork needs is there.
   *
   * @param variables names of environment variables that the execution sets itself: they go in also
   *     when Maven was given them with the very same value
   * @param attempts where on the host the attempts go that the fork's agent writes down
   * @throws IOException when there is none; the message is one line that says why
   */
  Fork fork(ForkRequest request, Set<String> variables, Path attempts)
      throws IOException, InterruptedException;

  /**
   * Closes the record and returns its folder as a tar, which the caller reads to its end. Nothing
   * runs in the network any more.
   *
   * @throws IOException when the network was never locked, or its record cannot be had; says why
   */
  InputStream end() throws IOException, InterruptedException;

  /** Removes what is left of it, beside the build, and returns at once. */
  void remove();
}
