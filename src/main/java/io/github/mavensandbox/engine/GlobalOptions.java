package io.github.mavensandbox.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The global options of the engines that a user may give. */
final class GlobalOptions {

  private static final ArgumentGuard DOCKER =
      guard(
          EngineKind.DOCKER,
          Set.of("debug", "tls", "tlsverify"),
          "config context host log-level tlscacert tlscert tlskey",
          Map.of("D", "debug", "H", "host", "c", "context", "l", "log-level"));

  private static final ArgumentGuard PODMAN =
      guard(
          EngineKind.PODMAN,
          Set.of("remote", "syslog", "transient-store"),
          """
          cgroup-manager connection conmon events-backend identity imagestore log-level \
          network-cmd-path network-config-dir root runroot runtime runtime-flag ssh \
          storage-driver storage-opt tmpdir url volumepath""",
          Map.of("c", "connection", "r", "remote"));

  private GlobalOptions() {}

  /**
   * Checks the options that stand before an engine's command.
   *
   * @throws IllegalArgumentException for the first that may not pass
   */
  static void check(EngineKind kind, List<String> words) {
    switch (kind) {
      case DOCKER -> DOCKER.check(words);
      case PODMAN -> PODMAN.check(words);
    }
  }

  private static ArgumentGuard guard(
      EngineKind kind, Set<String> flags, String valued, Map<String, String> letters) {
    Map<String, Function<String, Optional<String>>> rules =
        Stream.of(valued.split(" "))
            .collect(Collectors.toMap(name -> name, name -> ArgumentGuard.ANY));
    return new ArgumentGuard(
        "sandbox.engineArgs",
        flags,
        rules,
        letters,
        Map.of(),
        "it is not a global option of "
            + kind.program()
            + " that tells which engine is meant; options of 'create' belong in sandbox.createArgs");
  }
}
