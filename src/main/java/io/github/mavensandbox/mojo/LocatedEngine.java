package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineLocator;
import io.github.mavensandbox.image.EngineSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for the configured engine when it is first needed. */
final class LocatedEngine implements EngineSource {

  private final String choice;
  private final List<String> arguments;
  private @Nullable ContainerEngine engine;

  LocatedEngine(String choice, List<String> arguments) {
    this.choice = choice;
    this.arguments = arguments;
  }

  @Override
  public ContainerEngine engine() throws EngineException, InterruptedException {
    if (engine == null) {
      engine = new EngineLocator().locate(choice, arguments);
    }
    return engine;
  }
}
