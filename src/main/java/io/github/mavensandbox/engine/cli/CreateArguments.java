package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.Privileges;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.Volumes;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /**
   * Docker before 27 switches IPv6 off where a network has none, also on the container's loopback,
   * where {@code ::1} is then missing. Nothing else gets an address by this.
   */
  private static final String LOOPBACK_OF_IPV6 = "net.ipv6.conf.lo.disable_ipv6=0";

  /**
   * Without the setting no container would start. A machine without settings has a remote engine.
   */
  private static final boolean KERNEL_HAS_IPV6 =
      !Files.exists(Path.of("/proc/sys/net")) || Files.exists(Path.of("/proc/sys/net/ipv6"));

  private final List<String> arguments = new ArrayList<>(List.of("create"));

  private CreateArguments() {}

  static List<String> of(ContainerSpec spec, Map<String, String> labels, EngineKind kind) {
    CreateArguments create = new CreateArguments();
    create.arguments.addAll(kind.createOptions());
    create.identity(spec, labels);
    create.program(spec.program());
    create.privileges(spec.privileges());
    create.limits(spec.limits());
    create.surroundings(spec.network(), spec.volumes(), kind);
    create.environment(spec.program().environment());
    create.arguments.addAll(spec.options().words());
    create.arguments.add(spec.image());
    create.arguments.addAll(spec.program().command());
    return List.copyOf(create.arguments);
  }

  private void identity(ContainerSpec spec, Map<String, String> labels) {
    option("--name", spec.name());
    // A reference that is mistyped must not become somebody else's image.
    option("--pull", "never");
    labels.forEach((name, value) -> option("--label", name + "=" + value));
    arguments.add("--interactive");
    if (spec.program().terminal()) {
      arguments.add("--tty");
    }
    // A base image's health check would run with the container's user and capabilities, not the
    // application's.
    arguments.add("--no-healthcheck");
    // The streams are attached; a second copy would fill the engine's disk or go to its log server.
    option("--log-driver", "none");
  }

  private void program(Program program) {
    program.user().ifPresent(user -> option("--user", user));
    program.workingDirectory().ifPresent(path -> option("--workdir", path));
    program.entrypoint().ifPresent(path -> option("--entrypoint", path));
  }

  private void privileges(Privileges privileges) {
    if (privileges.all()) {
      arguments.add("--privileged");
    } else {
      option("--cap-drop", "ALL");
      privileges.capabilities().forEach(capability -> option("--cap-add", capability));
    }
    if (privileges.noNew()) {
      option("--security-opt", "no-new-privileges");
    }
  }

  private void limits(Limits limits) {
    limit("--memory", limits.memoryBytes());
    limit("--pids-limit", limits.pids());
    limit("--shm-size", limits.sharedMemory());
    if (limits.cpus() > 0) {
      option("--cpus", Double.toString(limits.cpus()));
    }
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

  private void surroundings(ContainerNetwork network, Volumes volumes, EngineKind kind) {
    option("--network", network.argument());
    if (network instanceof ContainerNetwork.Own && kind == EngineKind.DOCKER && KERNEL_HAS_IPV6) {
      option("--sysctl", LOOPBACK_OF_IPV6);
    }
    volumes.own().ifPresent(folder -> option("--volume", folder));
    // Read-only, or one program could change what the next one runs.
    volumes.from().ifPresent(container -> option("--volumes-from", container + ":ro"));
    network.ports().forEach(port -> option("--publish", port.argument()));
  }

  private void environment(Map<String, String> environment) {
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
