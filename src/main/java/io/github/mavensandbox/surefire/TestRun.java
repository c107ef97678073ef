package io.github.mavensandbox.surefire;

import java.util.List;

/**
 * How an execution of tests in the sandbox went.
 *
 * @param wasUsed whether a JVM was asked for; if not there is no record
 * @param forks how many JVMs were started
 * @param remarks what a person should know, a line each
 * @param problems why its record cannot be relied on, a line each
 */
public record TestRun(boolean wasUsed, int forks, List<String> remarks, List<String> problems) {

  /** How one went that asked for no JVM. */
  static final TestRun UNUSED = new TestRun(false, 0, List.of(), List.of());

  public TestRun {
    remarks = List.copyOf(remarks);
    problems = List.copyOf(problems);
  }
}
