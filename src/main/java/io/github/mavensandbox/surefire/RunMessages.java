package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.files.SkippedFiles;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Collects the lines that an execution prints when it has ended. For any thread. */
final class RunMessages {

  private final ConcurrentLinkedQueue<String> remarks = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private final SkippedFiles skipped = new SkippedFiles();

  /** Takes a line that the user should see. */
  void remark(String line) {
    remarks.add(line);
  }

  /** Takes a line because of which the execution's record cannot be relied on. */
  void problem(String line) {
    problems.add(line);
  }

  /** Takes what was left out of a fork's files: all forks' are told of together. */
  void skipped(SkippedFiles files) {
    synchronized (skipped) {
      skipped.add(files);
    }
  }

  List<String> remarks() {
    synchronized (skipped) {
      return Stream.concat(skipped.remarks().stream(), remarks.stream()).toList();
    }
  }

  List<String> problems() {
    return List.copyOf(problems);
  }
}
