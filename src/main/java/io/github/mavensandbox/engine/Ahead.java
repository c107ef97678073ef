package io.github.mavensandbox.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something that takes a while, and so is begun before it is needed. It is done once, however often
 * it is begun or asked for.
 */
public final class Ahead<T> {

  private final FutureTask<T> task;
  private final AtomicBoolean begun = new AtomicBoolean();

  /**
   * Does nothing yet.
   *
   * @param work whose failure {@link #get} throws
   */
  public Ahead(Callable<T> work) {
    task = new FutureTask<>(work);
  }

  /** Begins it in a thread of its own, which keeps no JVM alive. */
  public Ahead<T> begin(String threadName) {
    return begin(
        work -> {
          Thread thread = new Thread(work, threadName);
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Begins it in another thread. */
  public Ahead<T> begin(Executor executor) {
    executor.execute(this::once);
    return this;
  }

  /** Waits for it; where nobody has begun, it is done here. */
  public T get() throws EngineException, InterruptedException {
    once();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      if (e.getCause() instanceof InterruptedException interruption) {
        throw interruption;
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
   * Has it never begin, if it has not begun.
   *
   * @return whether it had not
   */
  public boolean cancel() {
    return begun.compareAndSet(false, true) && task.cancel(false);
  }
}
