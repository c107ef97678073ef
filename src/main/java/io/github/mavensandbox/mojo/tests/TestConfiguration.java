package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.fork.AgentJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import org.apache.maven.project.MavenProject;

/**
 * The sandbox of a module's tests as it is configured.
 *
 * @param base of the image
 * @param repository Maven's local repository
 * @param files more files for the tests, relative to the module's directory
 * @param timeout of a fork in seconds
 */
public record TestConfiguration(
    MavenProject project,
    BaseImage base,
    Path repository,
    List<String> files,
    List<String> engineNetworks,
    CreateOptions createOptions,
    Limits limits,
    int timeout) {

  /**
   * The invoking user, so that tests find their files owned as outside. Root is nobody inside: even
   * without a capability it could rewrite the hosts file that it shares with the firewall.
   */
  public AppUser user() throws IOException {
    Path own = Path.of("/proc/self");
    if (!Files.exists(own)) {
      return AppUser.DEFAULT;
    }
    int uid = (Integer) Files.getAttribute(own, "unix:uid");
    int gid = (Integer) Files.getAttribute(own, "unix:gid");
    return uid == 0 ? AppUser.DEFAULT : new AppUser(uid, gid == 0 ? uid : gid);
  }

  public ForkSettings forks(
      Set<String> secrets, List<PublishedPort> debuggers, Optional<AgentJar> agent)
      throws IOException {
    Path basedir = project.getBasedir().toPath();
    return new ForkSettings(
        basedir,
        Path.of(project.getBuild().getDirectory()),
        project.getBuild().getFinalName(),
        files.stream().map(file -> basedir.resolve(file).normalize()).toList(),
        // A mount may be in the way of a volume of ours, or hide what is in it.
        Optional.of(repository).filter(path -> !createOptions.haveMounts()),
        System.getenv(),
        Map.of("TZ", TimeZone.getDefault().getID(), "LANG", "C.UTF-8"),
        secrets,
        debuggers,
        engineNetworks,
        limits,
        createOptions,
        agent,
        Duration.ofSeconds(timeout));
  }
}
