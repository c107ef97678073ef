package io.github.mavensandbox.mojo.doctor;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.cli.EngineHost;
import io.github.mavensandbox.engine.cli.EngineLocator;
import java.util.List;

/** The engines of this machine. */
interface Engines {

  /**
   * Finds one.
   *
   * @throws EngineException when it does not work; says why
   */
  ContainerEngine locate(String program) throws EngineException, InterruptedException;

  /** Returns where an engine's server runs. */
  EngineHost host(ContainerEngine engine) throws EngineException, InterruptedException;

  /** Returns those that the goals find. */
  static Engines here(List<String> engineArguments) {
    return new Engines() {
      @Override
      public ContainerEngine locate(String program) throws EngineException, InterruptedException {
        return new EngineLocator().locate(program, engineArguments);
      }

      @Override
      public EngineHost host(ContainerEngine engine) throws EngineException, InterruptedException {
        return EngineHost.of(engine);
      }
    };
  }
}
