package io.github.mavensandbox.mojo.tests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.project.MavenProject;

/** The libraries that a module's tests are going to need. */
public record TestLibraries(MavenProject project) {

  /**
   * Returns those of the class path, once Maven has resolved them for Surefire; what Surefire adds
   * for its own use is not among them. None where there are no test classes.
   */
  List<Path> paths() {
    if (!Files.isDirectory(Path.of(project.getBuild().getTestOutputDirectory()))) {
      return List.of();
    }
    return project.getArtifacts().stream()
        .filter(artifact -> artifact.getArtifactHandler().isAddedToClasspath())
        .map(Artifact::getFile)
        .filter(Objects::nonNull)
        .map(file -> file.toPath().toAbsolutePath().normalize())
        .toList();
  }

  /** Returns the same and the folders of the module's own classes. */
  List<Path> classPath() {
    return Stream.concat(
            Stream.of(
                    project.getBuild().getOutputDirectory(),
                    project.getBuild().getTestOutputDirectory())
                .map(folder -> Path.of(folder).toAbsolutePath().normalize()),
            paths().stream())
        .toList();
  }
}
