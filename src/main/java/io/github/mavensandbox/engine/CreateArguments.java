package io.github.mavensandbox.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes a specification as the arguments of {@code create}. */
final class CreateArguments {

  /**
   * Proxies hold passwords. Docker puts those of the user's {@code config.json} into every
   * container; a variable without a value keeps it out, if this process has no such variable
   * itself.
   */
  static final Set<String> PROXY_VARIABLES =
      Set.of(
          "HTTP_PROXY",
          "http_proxy",
          "HTTPS_PROXY",
          "https_proxy",
          "FTP_PROXY",
          "ftp_proxy",
          "NO_PROXY",
          "no_proxy",
          "ALL_PROXY",
          "all_proxy");

  private final List<String> arguments = new ArrayList<>(List.of("create"));

  private CreateArguments() {}

  static List<String> of(ContainerSpec spec, EngineKind kind) {
    CreateArguments create = new CreateArguments();
    create.arguments.addAll(kind.createOptions());
    create.identity(spec);
    create.privileges(spec);
    create.limits(spec);
    create.surroundings(spec);
    create.arguments.addAll(spec.createArguments());
    create.arguments.add(spec.image());
    create.arguments.addAll(spec.command());
    return List.copyOf(create.arguments);
  }

  private void identity(ContainerSpec spec) {
    option("--name", spec.name());
    // A reference that is mistyped must not become somebody else's image.
    option("--pull", "never");
    spec.labels().forEach((name, value) -> option("--label", name + "=" + value));
    arguments.add("--interactive");
    if (spec.terminal()) {
      arguments.add("--tty");
    }
    // A base image's health check would run with the container's user and capabilities, not the
    // application's.
    arguments.add("--no-healthcheck");
    // The streams are attached; a second copy would fill the engine's disk or go to its log server.
    option("--log-driver", "none");
    spec.user().ifPresent(user -> option("--user", user));
    spec.workingDirectory().ifPresent(path -> option("--workdir", path));
    spec.entrypoint().ifPresent(program -> option("--entrypoint", program));
  }

  private void privileges(ContainerSpec spec) {
    if (spec.privileged()) {
      arguments.add("--privileged");
    } else {
      option("--cap-drop", "ALL");
      spec.capabilities().forEach(capability -> option("--cap-add", capability));
    }
    spec.securityOptions().forEach(value -> option("--security-opt", value));
  }

  private void limits(ContainerSpec spec) {
    limit("--memory", spec.memory());
    limit("--pids-limit", spec.pids());
    limit("--shm-size", spec.sharedMemory());
    spec.cpus().ifPresent(count -> option("--cpus", Double.toString(count)));
  }

  /**
   * Leaves out what is not limited: a rootless engine without such a controller refuses even "no
   * limit".
   */
  private void limit(String name, long value) {
    if (value > 0) {
      option(name, Long.toString(value));
    }
  }

  private void surroundings(ContainerSpec spec) {
    option(
        "--network",
        spec.joins()
            .map(container -> "container:" + container)
            .orElseGet(() -> spec.networks().get(0)));
    spec.volume().ifPresent(folder -> option("--volume", folder));
    // Read-only, or one program could change what the next one runs.
    spec.volumesFrom().ifPresent(container -> option("--volumes-from", container + ":ro"));
    spec.ports().forEach(port -> option("--publish", port.argument()));
    Map<String, String> environment = spec.environment();
    environment.forEach((name, value) -> option("--env", name + "=" + value));
    new TreeSet<>(PROXY_VARIABLES)
        .stream()
            .filter(name -> !environment.containsKey(name))
            .forEach(name -> option("--env", name));
  }

  private void option(String name, String value) {
    arguments.add(name);
    arguments.add(value);
  }
}
