package io.github.mavensandbox.engine;

/** The engines whose command line is spoken. */
public enum EngineKind {
  /** Docker, at least 20.10. */
  DOCKER,
  /** Podman, at least 4.3. */
  PODMAN
}
