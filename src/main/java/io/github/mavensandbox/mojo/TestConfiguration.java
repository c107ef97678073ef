package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.surefire.ForkSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.apache.maven.project.MavenProject;

/**
 * The sandbox of a module's tests as it is configured.
 *
 * @param base of the image
 * @param fallback the user of tests when root starts Maven
 * @param files more files for the tests, relative to the module's directory
 * @param timeout of a fork in seconds
 */
record TestConfiguration(
    MavenProject project,
    BaseImage base,
    AppUser fallback,
    List<String> files,
    List<String> engineNetworks,
    List<String> createArguments,
    Limits limits,
    int timeout) {

  /**
   * The invoking user, so that tests find their files owned as outside. Root is nobody inside: even
   * without a capability it could rewrite the hosts file that it shares with the firewall.
   */
  AppUser user() throws IOException {
    Path own = Path.of("/proc/self");
    if (!Files.exists(own)) {
      return fallback;
    }
    int uid = (Integer) Files.getAttribute(own, "unix:uid");
    int gid = (Integer) Files.getAttribute(own, "unix:gid");
    return uid == 0 ? fallback : new AppUser(uid, gid == 0 ? uid : gid);
  }

  ForkSettings forks(Set<String> secrets, List<PublishedPort> debuggers) throws IOException {
    Path basedir = project.getBasedir().toPath();
    return new ForkSettings(
        basedir,
        Path.of(project.getBuild().getDirectory()),
        project.getBuild().getFinalName(),
        files.stream().map(file -> basedir.resolve(file).normalize()).toList(),
        System.getenv(),
        Map.of("TZ", TimeZone.getDefault().getID(), "LANG", "C.UTF-8"),
        secrets,
        debuggers,
        engineNetworks,
        this::limit,
        Duration.ofSeconds(timeout));
  }

  private ContainerSpec.Builder limit(ContainerSpec.Builder spec) {
    spec.memory(limits.memory())
        .pids(limits.pids())
        .sharedMemory(limits.sharedMemory())
        .createArguments(createArguments);
    return limits.cpus() > 0 ? spec.cpus(limits.cpus()) : spec;
  }
}
