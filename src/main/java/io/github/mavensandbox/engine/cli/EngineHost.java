package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an engine's server runs.
 *
 * @param machine the name of the server's machine
 * @param folder where that keeps images
 * @param rootless whether the server is an ordinary user's
 */
public record EngineHost(String machine, String folder, boolean rootless) {

  private static final String DOCKER = "{{.Name}}\n{{.DockerRootDir}}\n{{.SecurityOptions}}";
  private static final String PODMAN =
      "{{.Host.Hostname}}\n{{.Store.GraphRoot}}\n{{.Host.Security.Rootless}}";

  /** Asks an engine. */
  public static EngineHost of(ContainerEngine engine) throws EngineException, InterruptedException {
    boolean docker = engine.info().kind() == EngineKind.DOCKER;
    List<String> words = new ArrayList<>(engine.command());
    words.addAll(List.of("info", "--format", docker ? DOCKER : PODMAN));
    Command.Outcome outcome = new Command(words, Command.SHORT).run();
    List<String> lines = outcome.orThrow().lines().toList();
    if (lines.size() != 3) {
      throw new EngineException(
          "'" + outcome.command() + "' printed '" + outcome.stdout().strip() + "'");
    }
    return new EngineHost(
        lines.get(0),
        lines.get(1),
        docker ? lines.get(2).contains("name=rootless") : lines.get(2).equals("true"));
  }
}
