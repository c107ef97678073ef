package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.NoEngineException;
import io.github.mavensandbox.engine.UnusableEngineException;
import io.github.mavensandbox.engine.options.GlobalOptions;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds the container engine to use. The command line inherits this process's environment, so
 * {@code DOCKER_HOST}, contexts and the like mean what they mean in the user's shell.
 */
public final class EngineLocator {

  private final EngineProbe probe = new EngineProbe();

  /**
   * Finds an engine that answers and is new enough.
   *
   * @param choice {@code auto} (Docker if it works, else Podman), {@code docker}, {@code podman},
   *     or the path of a program that speaks as one of them; which, its {@code --version} tells
   * @param engineArguments the engine's global options, as far as {@link GlobalOptions} lets them
   *     pass
   * @throws NoEngineException when neither Docker nor Podman is installed
   * @throws UnusableEngineException when none works; says what was tried, why it failed and what to
   *     do
   */
  public ContainerEngine locate(String choice, List<String> engineArguments)
      throws EngineException, InterruptedException {
    List<String> programs = Stream.of(EngineKind.values()).map(EngineKind::program).toList();
    if (choice.equals("auto")) {
      return locateFirst(programs, engineArguments);
    }
    boolean path = choice.contains("/") || choice.contains(File.separator);
    if (!path && !programs.contains(choice)) {
      throw new EngineException(
          "sandbox.engine '%s' is none of: auto, docker, podman, the path of a program"
              .formatted(choice));
    }
    try {
      return probe.probe(choice, engineArguments);
    } catch (EngineException e) {
      // Where it is not installed, others may be.
      throw new UnusableEngineException(String.valueOf(e.getMessage()), e);
    }
  }

  ContainerEngine locateFirst(List<String> programs, List<String> engineArguments)
      throws EngineException, InterruptedException {
    List<String> failures = new ArrayList<>();
    boolean installed = false;
    for (String program : programs) {
      try {
        return probe.probe(program, engineArguments);
      } catch (EngineException e) {
        failures.add(e.getMessage());
        installed |= !(e instanceof NoEngineException);
      }
    }
    String message =
        "no container engine works: %s; install Docker, or Podman, which needs no daemon, or name another engine's program with sandbox.engine"
            .formatted(String.join("; ", failures));
    throw installed ? new UnusableEngineException(message) : new NoEngineException(message);
  }
}
