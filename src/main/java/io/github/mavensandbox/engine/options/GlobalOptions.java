package io.github.mavensandbox.engine.options;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The global options that a user may give, by engine. */
public enum GlobalOptions {
  /** Docker's. */
  DOCKER(
      "docker",
      Set.of("debug", "tls", "tlsverify"),
      "config context host log-level tlscacert tlscert tlskey",
      Map.of("D", "debug", "H", "host", "c", "context", "l", "log-level")),

  /** Podman's. */
  PODMAN(
      "podman",
      Set.of("remote", "syslog", "transient-store"),
      """
      cgroup-manager connection conmon events-backend identity imagestore log-level \
      network-cmd-path network-config-dir root runroot runtime runtime-flag ssh \
      storage-driver storage-opt tmpdir url volumepath""",
      Map.of("c", "connection", "r", "remote"));

  private final ArgumentGuard guard;

  GlobalOptions(String program, Set<String> flags, String valued, Map<String, String> letters) {
    guard =
        new ArgumentGuard(
            "sandbox.engineArgs",
            flags,
            Stream.of(valued.split(" "))
                .collect(Collectors.toMap(name -> name, name -> ArgumentGuard.ANY)),
            letters,
            Map.of(),
            "it is not a global option of %s that tells which engine is meant; options of 'create' belong in sandbox.createArgs"
                .formatted(program));
  }

  /**
   * Checks the options that stand before an engine's command.
   *
   * @throws IllegalArgumentException for the first that may not pass
   */
  public void check(List<String> words) {
    guard.check(words);
  }
}
