package io.github.mavensandbox.agent;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;

/** Remembers who submitted which task, and who started which thread. */
final class Submitters {

  private final StackReader stacks;
  private final WeakIdentityMap<Submission> known = new WeakIdentityMap<Submission>();

  Submitters(StackReader stacks) {
    this.stacks = stacks;
  }

  /**
   * Whether the JDK runs virtual threads by this. Those steps are no work that anyone submits, and
   * no stack can be read during them.
   *
   * @param executor what is given the task, or null
   */
  static boolean isMachinery(How how, Object executor, Object task) {
    if (how == How.THREAD) {
      return task.getClass().getName().startsWith("jdk.internal.misc.");
    }
    Object factory = null;
    if (executor instanceof ForkJoinPool) {
      factory = ((ForkJoinPool) executor).getFactory();
    } else if (executor instanceof ThreadPoolExecutor) {
      factory = ((ThreadPoolExecutor) executor).getThreadFactory();
    }
    return factory != null && factory.getClass().getName().startsWith("java.lang.VirtualThread");
  }

  void submitted(How how, Object task, ThreadState thread) {
    Submission waiting = known.get(task);
    if (how == How.FORKJOIN) {
      // A task that forks within one does so on the same one's behalf: a stack for each of millions
      // would cost too much.
      if (waiting == null) {
        known.putIfAbsent(task, thread.task() == null ? read(how, thread) : thread.task());
      }
    } else if (how != How.EXECUTOR || waiting == null) {
      known.put(task, read(how, thread));
    } else if (waiting.isOnce()) {
      // The same object twice before it ran: which of the two runs cannot be told, unless both are
      // one.
      Submission submission = read(how, thread);
      known.put(task, waiting.equals(submission) ? submission : Submission.of(how, null, null));
    }
  }

  private Submission read(How how, ThreadState thread) {
    return Submission.of(how, stacks.read(thread), thread.submission());
  }

  /** Who started a thread, or null where that is not known. */
  Submission of(Thread thread) {
    return known.get(thread);
  }

  /**
   * Who submitted a task that now begins, or null where that is not known. What runs once is
   * forgotten: if it is submitted again, that is by someone who is remembered anew.
   */
  Submission take(Object task) {
    Submission submission = known.get(task);
    if (submission != null && submission.isOnce()) {
      known.remove(task);
    }
    return submission;
  }
}
