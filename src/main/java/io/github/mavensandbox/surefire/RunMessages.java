package io.github.mavensandbox.surefire;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Collects the lines that an execution prints when it has ended. For any thread. */
final class RunMessages {

  private final ConcurrentLinkedQueue<String> remarks = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

  /** Takes a line that the user should see. */
  void remark(String line) {
    remarks.add(line);
  }

  /** Takes a line because of which the execution's record cannot be relied on. */
  void problem(String line) {
    problems.add(line);
  }

  List<String> remarks() {
    return List.copyOf(remarks);
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
