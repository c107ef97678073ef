package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.mojo.project.ReactorFolder;
import io.github.mavensandbox.surefire.files.TrackedFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** The files of a build's modules that their tests may read as they lie there. */
public record ProjectFiles(MavenSession session, MavenProject project) {

  /** Returns those that git tracks, but for the module's {@code src}, which comes as it is. */
  public TrackedFiles tracked() throws IOException {
    Path module = folder(project);
    if (holdsHome(module)) {
      return TrackedFiles.NONE;
    }
    Set<Path> others = new LinkedHashSet<>();
    Optional<Path> root = new ReactorFolder(session).root().filter(module::startsWith);
    Stream<Path> modules = session.getProjects().stream().map(ProjectFiles::folder);
    for (Path other : Stream.concat(root.stream(), modules).toList()) {
      if (others.stream().noneMatch(other::startsWith) && !holdsHome(other)) {
        others.add(other);
      }
    }
    return TrackedFiles.of(module, others, without(module.resolve("src")));
  }

  private static Path folder(MavenProject module) {
    return module.getBasedir().toPath().toAbsolutePath().normalize();
  }

  /** One that does has much more in it than a project. */
  private static boolean holdsHome(Path folder) throws IOException {
    Path real = folder.toRealPath();
    return UserHomes.all().stream().anyMatch(home -> home.startsWith(real));
  }

  /** What the build makes is not the project's, and settings have the passwords of repositories. */
  private List<Path> without(Path src) {
    List<Path> without = new ArrayList<>(List.of(src));
    Stream.concat(Stream.of(project), session.getProjects().stream())
        .map(module -> Path.of(module.getBuild().getDirectory()))
        .forEach(without::add);
    Stream.of(
            session.getRequest().getUserSettingsFile(),
            session.getRequest().getGlobalSettingsFile())
        .filter(Objects::nonNull)
        .map(File::toPath)
        .map(file -> file.toAbsolutePath().normalize())
        .forEach(without::add);
    return without;
  }
}
