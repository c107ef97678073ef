package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.surefire.files.TargetFiles;
import io.github.mavensandbox.surefire.files.TrackedFiles;
import io.github.mavensandbox.surefire.fork.AgentJar;
import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the containers of a module's tests are made.
 *
 * @param basedir the module's directory
 * @param target its build directory: what tests write there is taken back
 * @param targetFiles takes what forks write to {@code target}
 * @param files more files and directories that tests read
 * @param tracked what containers get of the build's modules
 * @param repository Maven's
 * @param ownEnvironment the variables that Maven itself was given: they stay outside
 * @param environment variables that every fork gets
 * @param secrets system properties that no fork gets
 * @param ports of the debuggers, for each a published one
 * @param mode of the firewall
 * @param hostPorts servers of this machine that forks reach at their own localhost
 * @param networks the engine's networks to join
 * @param limits of each container
 * @param options of each container; those of the network are the firewall's
 * @param agent of every fork whose Java can have it
 * @param deadline after which a fork is ended
 */
public record ForkSettings(
    Path basedir,
    Path target,
    TargetFiles targetFiles,
    List<Path> files,
    TrackedFiles tracked,
    LocalRepository repository,
    Map<String, String> ownEnvironment,
    Map<String, String> environment,
    Set<String> secrets,
    List<PublishedPort> ports,
    Mode mode,
    HostPorts hostPorts,
    List<String> networks,
    Limits limits,
    CreateOptions options,
    Optional<AgentJar> agent,
    Duration deadline) {

  public ForkSettings {
    files = List.copyOf(files);
    ownEnvironment = Map.copyOf(ownEnvironment);
    environment = Map.copyOf(environment);
    secrets = Set.copyOf(secrets);
    ports = List.copyOf(ports);
    networks = List.copyOf(networks);
  }

  /** Returns these settings with an agent. */
  public ForkSettings with(AgentJar other) {
    return with(tracked, Optional.of(other));
  }

  /** Returns these settings with what containers get of the build's modules. */
  public ForkSettings with(TrackedFiles other) {
    return with(other, agent);
  }

  private ForkSettings with(TrackedFiles otherTracked, Optional<AgentJar> otherAgent) {
    return new ForkSettings(
        basedir,
        target,
        targetFiles,
        files,
        otherTracked,
        repository,
        ownEnvironment,
        environment,
        secrets,
        ports,
        mode,
        hostPorts,
        networks,
        limits,
        options,
        otherAgent,
        deadline);
  }

  /**
   * Throws where a file that the tests are to read is not there; a later step than the plugin's own
   * may have made it.
   */
  public void checkFiles() throws IOException {
    for (Path file : files) {
      if (Files.notExists(file)) {
        throw new IOException(
            "%s, which <test><files> (sandbox.test.files) names, is not there; correct the path, which begins at the module's folder, or remove it"
                .formatted(Quoted.of(file.toString())));
      }
    }
  }
}
