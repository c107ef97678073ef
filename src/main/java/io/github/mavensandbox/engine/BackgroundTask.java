package io.github.mavensandbox.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Work that takes a while, and so is begun before its result is needed. It is done once, however
 * often it is begun or asked for.
 */
public final class BackgroundTask<T> {

  private final FutureTask<T> task;
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * Does nothing yet.
   *
   * @param work whose failure {@link #get} throws
   */
  public BackgroundTask(Callable<T> work) {
    task = new FutureTask<>(work);
  }

  /** Begins it in a thread of its own, which keeps no JVM alive. */
  public BackgroundTask<T> begin(String threadName) {
    return begin(
        work -> {
          Thread thread = new Thread(work, threadName);
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Begins it in another thread. */
  public BackgroundTask<T> begin(Executor executor) {
    executor.execute(this::once);
    return this;
  }

  /** Waits for it; if it has not begun, it is done here. */
  public T get() throws EngineException, InterruptedException {
    once();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new EngineException(String.valueOf(e.getCause()), e);
    }
  }

  private void once() {
    if (begun.compareAndSet(false, true)) {
      task.run();
    }
  }

  /**
   * Cancels it, unless it has already begun.
   *
   * @return whether it was cancelled
   */
  public boolean cancel() {
    return begun.compareAndSet(false, true) && task.cancel(false);
  }
}
