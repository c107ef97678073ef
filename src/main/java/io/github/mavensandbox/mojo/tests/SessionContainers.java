package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** What the sandboxes of a session's modules share: their containers' guard, and threads. */
public final class SessionContainers implements AutoCloseable {

  private final Map<List<String>, BackgroundTask<ContainerGuard>> guards =
      new ConcurrentHashMap<>();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sandbox");
            thread.setDaemon(true);
            return thread;
          });

  /** Returns the guard of an engine's containers; it starts in the background. */
  public BackgroundTask<ContainerGuard> guard(ContainerEngine engine, Consumer<String> warnings) {
    return guards.computeIfAbsent(
        engine.command(),
        command ->
            new BackgroundTask<>(() -> ContainerGuard.open(engine, warnings)).begin(executor));
  }

  public ExecutorService executor() {
    return executor;
  }

  /** Does not wait for removals: nothing runs in the containers any more. */
  @Override
  public void close() {
    executor.shutdown();
    for (BackgroundTask<ContainerGuard> guard : guards.values()) {
      try {
        guard.get().leave();
      } catch (EngineException e) {
        // A guard that did not start has no container.
        continue;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
