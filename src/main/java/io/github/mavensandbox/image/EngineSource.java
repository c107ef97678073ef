package io.github.mavensandbox.image;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;

/** Finds the engine, and is asked only where one is needed. */
@FunctionalInterface
public interface EngineSource {

  /** Returns the engine, or says why there is none. */
  ContainerEngine engine() throws EngineException, InterruptedException;
}
