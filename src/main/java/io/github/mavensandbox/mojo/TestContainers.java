package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerGuard;
import io.github.mavensandbox.engine.EngineException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What the sandboxes of a session's modules share: their containers' guard, and threads. */
final class TestContainers implements AutoCloseable {

  private static final long REMOVAL_LIMIT_S = 60;

  private final Map<List<String>, FutureTask<ContainerGuard>> guards = new ConcurrentHashMap<>();
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "sandbox");
            thread.setDaemon(true);
            return thread;
          });

  /** Returns the guard of an engine's containers; it starts in the background. */
  Future<ContainerGuard> guard(ContainerEngine engine, Consumer<String> warnings) {
    return guards.computeIfAbsent(
        engine.command(),
        command -> {
          FutureTask<ContainerGuard> guard =
              new FutureTask<>(() -> ContainerGuard.open(engine, warnings));
          executor.execute(guard);
          return guard;
        });
  }

  ExecutorService executor() {
    return executor;
  }

  /** Waits for removals that are under way, and removes what is left. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      executor.awaitTermination(REMOVAL_LIMIT_S, TimeUnit.SECONDS);
      for (FutureTask<ContainerGuard> guard : guards.values()) {
        guard.get().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | EngineException e) {
      // A guard that did not start has no container; the engine that refuses a removal was told of.
      return;
    }
  }
}
