package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.files.TakeResult;
import java.io.IOException;

/** A JVM of Surefire's that lives in a {@link Jail}. */
public interface Fork {

  /** Returns what the script of {@code JvmFolder} starts: a word for the jail's client. */
  String name();

  /**
   * Returns whether the fork is to list the test classes for Surefire, and not to run them: {@link
   * #takeListing} is for such a fork alone.
   */
  boolean lists();

  /** Returns how many classes Surefire found that may have tests, as far as their names say. */
  int candidates();

  /** Returns whether it is to run tests, as far as Surefire's request for it says. */
  boolean runsTests();

  /**
   * Fills the host's file of a fork that lists the test classes with what the fork wrote.
   *
   * @return how many names Surefire finds in it
   * @throws IOException when it wrote none, or none that can be a list of test classes
   */
  int takeListing() throws IOException;

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
