package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.PolicyFile;
import io.github.mavensandbox.policy.WrittenPolicy;
import io.github.mavensandbox.text.Quoted;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/** The policy files of a project: in the module's folder, else in the reactor's. */
public record PolicyFiles(MavenSession session, MavenProject project) {

  /**
   * Reads a file.
   *
   * @param path absolute, or relative to one of the two folders
   */
  public WrittenPolicy read(String path) throws MojoExecutionException, PolicyException {
    Path file = find(path);
    return PolicyFile.parse(name(file), content(file));
  }

  private Path find(String path) throws MojoExecutionException {
    try {
      for (Path candidate : candidates(path).toList()) {
        if (Files.exists(candidate)) {
          return candidate;
        }
      }
    } catch (InvalidPathException e) {
      throw new MojoExecutionException("policy file %s is no path".formatted(Quoted.of(path)));
    }
    throw new MojoExecutionException(
        "policy file %s is not there; it was looked for at %s"
            .formatted(
                Quoted.of(path),
                candidates(path).map(Path::toString).collect(Collectors.joining(" and "))));
  }

  private Stream<Path> candidates(String path) {
    return Stream.concat(Stream.of(module()), root().stream())
        .map(folder -> folder.resolve(path).normalize())
        .distinct();
  }

  /** Where Maven was started, if it was without a project. */
  private Path module() {
    return Optional.ofNullable(project.getBasedir())
        .map(File::toPath)
        .orElse(Path.of(""))
        .toAbsolutePath();
  }

  private Optional<Path> root() {
    return new ReactorFolder(session).root();
  }

  /** As a person would call it who has the whole build before them. */
  private String name(Path file) {
    return root()
        .or(() -> Optional.of(module()))
        .filter(file::startsWith)
        .map(root -> root.relativize(file))
        .orElse(file)
        .toString();
  }

  /** Returns a file's content, cut above what a policy file may have. */
  static byte[] content(Path file) throws MojoExecutionException {
    if (!Files.isRegularFile(file)) {
      throw new MojoExecutionException(
          "policy file %s is no file; name one with rules".formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PolicyFile.MOST_BYTES + 1);
    } catch (IOException e) {
      MojoExecutionException failure =
          new MojoExecutionException("policy file %s cannot be read: %s".formatted(file, e));
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
