package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineLocator;
import io.github.mavensandbox.image.EngineSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Looks for the configured engine once: when it is first needed, or ahead of that. */
final class LocatedEngine implements EngineSource {

  private final FutureTask<ContainerEngine> search;

  LocatedEngine(String choice, List<String> arguments) {
    search = new FutureTask<>(() -> new EngineLocator().locate(choice, arguments));
  }

  /** Looks beside what the goal does meanwhile: its own classes take as long to load. */
  void ahead() {
    Thread thread = new Thread(search, "sandbox-engine");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public ContainerEngine engine() throws EngineException, InterruptedException {
    search.run();
    try {
      return search.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      throw new EngineException("cannot look for an engine: " + e.getCause(), e);
    }
  }
}
