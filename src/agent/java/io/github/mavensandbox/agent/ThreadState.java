package io.github.mavensandbox.agent;

import java.util.Arrays;

/** What the agent knows of a thread. Only that thread uses it. */
final class ThreadState {

  /** Set while the agent itself works in the thread: what it does then is nobody's attempt. */
  boolean busy;

  /** The innermost attempt under way, or null. */
  Attempt attempt;

  private static final int WHOLE_THREAD = -1;

  private final Submission started;
  private Submission task;
  private int within = WHOLE_THREAD;
  private Submission[] outer = new Submission[4];
  private int[] outerWithin = new int[4];
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

  /**
   * How many methods that run tasks were entered since the one that runs the thread's task, or
   * below zero where all of the thread's frames are that task's.
   */
  int within() {
    return within;
  }

  /** Goes on with a task after the last one, which the same loop ran. */
  void take(Submission next) {
    if (depth > 0) {
      end();
      begin(next); // the loop is within a method that runs tasks
    } else {
      task = next;
      within = WHOLE_THREAD;
    }
  }

  /**
   * Begins a task within the one that the thread runs; one that nobody submitted is a part of that.
   */
  void begin(Submission inner) {
    if (depth == outer.length) {
      outer = Arrays.copyOf(outer, 2 * depth);
      outerWithin = Arrays.copyOf(outerWithin, 2 * depth);
    }
    outer[depth] = task;
    outerWithin[depth++] = within;
    if (inner != null) {
      task = inner;
      within = 0;
    } else if (within != WHOLE_THREAD) {
      within++;
    }
  }

  void end() {
    if (depth > 0) {
      task = outer[--depth];
      outer[depth] = null;
      within = outerWithin[depth];
    }
  }
}
