package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.EngineException;
import java.util.concurrent.Executor;

/**
 * Removes containers beside the build: what cannot be removed now, the guard's watchdog removes.
 */
record Removals(Executor executor) {

  @FunctionalInterface
  interface Removal {
    void remove() throws EngineException, InterruptedException;
  }

  /** Returns at once. */
  void begin(Removal removal) {
    executor.execute(() -> run(removal));
  }

  private static void run(Removal removal) {
    try {
      removal.remove();
    } catch (EngineException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
