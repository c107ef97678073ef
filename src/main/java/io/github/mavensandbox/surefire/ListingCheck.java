package io.github.mavensandbox.surefire;

import java.util.List;

/**
 * Whether the tests of an execution ran that a JVM of it had listed: Surefire has one list the test
 * classes where it deals them out to several. For any thread.
 *
 * <p>Design: all that it counts is known on Maven's side but the names in the list, which code in
 * the listing JVM may have written. That fewer classes ran than were listed is no news (a build may
 * end with the first failure, say); that none did is.
 */
final class ListingCheck {

  private int candidates;
  private int names;
  private boolean ran;

  /**
   * A JVM has listed the test classes.
   *
   * @param candidates how many classes Surefire had found by their names
   * @param names how many of them the JVM named as ones with tests
   */
  synchronized void listed(int candidates, int names) {
    this.candidates += candidates;
    this.names += names;
  }

  /** A JVM has been started to run tests. */
  synchronized void ran() {
    ran = true;
  }

  /** Returns the line that says that tests did not run, if that is certain. */
  synchronized List<String> problems() {
    return ran || names == 0
        ? List.of()
        : List.of(
            "no test ran: %s listed, and no JVM was started to run %s; use Surefire or Failsafe 3.6.1 or newer, or one JVM for all (forkCount 1, reuseForks true)"
                .formatted(
                    names == 1 ? "1 test class was" : names + " test classes were",
                    names == 1 ? "it" : "them"));
  }

  /** Returns the line that says what may be right or wrong. */
  synchronized List<String> remarks() {
    return ran || names > 0 || candidates == 0
        ? List.of()
        : List.of(
            "no test ran: of %s that Surefire found by name, the JVM that lists those with tests named none; set failIfNoTests to have Surefire fail then"
                .formatted(candidates == 1 ? "1 class" : candidates + " classes"));
  }
}
