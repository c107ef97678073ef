package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.files.TakeResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A JVM of Surefire's that lives in a {@link Jail}. */
public interface Fork {

  /** Returns what the script of {@code JvmFolder} starts: a word for the jail's client. */
  String name();

  /**
   * Returns the host's file that the fork lists the test classes in, instead of running them; empty
   * for one that runs tests.
   */
  Optional<Path> listing();

  /**
   * Fills the host's file of {@link #listing} with what the fork wrote.
   *
   * @throws IOException when it wrote none, or none that can be a list of test classes
   */
  void takeListing() throws IOException;

  /**
   * Ends it, if it has not ended; when this returns, nothing of it runs any more.
   *
   * @throws IOException when that is not certain
   */
  void end() throws IOException, InterruptedException;

  /** Takes what the tests wrote below {@code target}; nothing of them runs any more. */
  TakeResult take() throws IOException;

  /** Removes what is left of it, beside the build, and returns at once. */
  void remove();
}
