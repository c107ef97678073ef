package io.github.mavensandbox.agent;

import java.util.Arrays;

/** What the agent knows of a thread. Only that thread uses it. */
final class ThreadState {

  /** Set while the agent itself works in the thread: what it does then is nobody's attempt. */
  boolean busy;

  /** The innermost attempt under way, or null. */
  Attempt attempt;

  private final Submission started;
  private Submission task;
  private Submission[] outer = new Submission[4];
  private int depth;

  /**
   * The state of a thread.
   *
   * @param started who started it, or null where that is not known
   */
  ThreadState(Submission started) {
    this.started = started;
  }

  /** On whose behalf the thread works: its task's submitter, else who started it, or null. */
  Submission submission() {
    return task == null ? started : task;
  }

  /** Who submitted the task that the thread runs, or null. */
  Submission task() {
    return task;
  }

  void take(Submission next) {
    task = next;
  }

  /**
   * Begins a task within the one that the thread runs; one that nobody submitted is a part of that.
   */
  void begin(Submission inner) {
    if (depth == outer.length) {
      outer = Arrays.copyOf(outer, 2 * depth);
    }
    outer[depth++] = task;
    if (inner != null) {
      task = inner;
    }
  }

  void end() {
    if (depth > 0) {
      task = outer[--depth];
      outer[depth] = null;
    }
  }
}
