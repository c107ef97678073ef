package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.Jail;
import io.github.mavensandbox.surefire.JailKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * Jails of containers.
 *
 * @param guard creates the containers
 * @param executor runs what goes on beside Maven
 */
public record ContainerJails(
    ContainerEngine engine,
    BackgroundTask<ContainerGuard> guard,
    TestImage image,
    ForkSettings settings,
    Executor executor)
    implements JailKind {

  /** What the engines' clients go by, beside their configuration in HOME. */
  private static final String CLIENT_VARIABLES =
      "PATH|HOME|USER|LOGNAME|TMPDIR|SSH_AUTH_SOCK|(DOCKER|CONTAINER|CONTAINERS|XDG|REGISTRY)_.*";

  /**
   * Makes no container yet.
   *
   * @throws IllegalArgumentException for settings of which no container can be made; says which
   */
  public ContainerJails {
    FirewallContainer.spec(image, settings);
  }

  @Override
  public Jail newJail() {
    return new ContainerJail(engine, guard, image, settings, executor);
  }

  /** A port can be published once, and the next module may be the one that is debugged. */
  @Override
  public boolean locksAhead() {
    return settings.ports().isEmpty();
  }

  @Override
  public String release() {
    return image.release();
  }

  /** The engine's own client, with nothing of this process's environment but what it goes by. */
  @Override
  public List<String> client() {
    return client(System.getenv());
  }

  /** They have only images in common, which later builds use. */
  @Override
  public void close() {}

  List<String> client(Map<String, String> environment) {
    List<String> client = new ArrayList<>(List.of("env", "-i"));
    for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
      if (variable.getKey().matches(CLIENT_VARIABLES)) {
        client.add(variable.getKey() + "=" + variable.getValue());
      }
    }
    client.addAll(engine.command());
    client.addAll(List.of("start", "--attach", "--interactive"));
    return client;
  }
}
