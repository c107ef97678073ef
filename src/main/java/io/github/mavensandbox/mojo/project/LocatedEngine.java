package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.image.EngineSource;
import java.util.List;

/** Looks for the configured engine once: when it is first needed, or ahead of that. */
public final class LocatedEngine implements EngineSource {

  private final BackgroundTask<ContainerEngine> search;

  public LocatedEngine(String choice, List<String> arguments) {
    search = new BackgroundTask<>(() -> new EngineLocator().locate(choice, arguments));
  }

  /** Looks beside what the goal does meanwhile: its own classes take as long to load. */
  public void ahead() {
    search.begin("sandbox-engine");
  }

  @Override
  public ContainerEngine engine() throws EngineException, InterruptedException {
    return search.get();
  }
}
