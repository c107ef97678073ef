package io.github.mavensandbox.mojo.project;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/** The folder that a build is of, with all of its modules or most of them. */
public record ReactorFolder(MavenSession session) {

  /** Returns it as it is written, not where links lead; nothing where Maven was given none. */
  public Optional<Path> root() {
    return Optional.ofNullable(session.getRequest().getMultiModuleProjectDirectory())
        .map(file -> file.toPath().toAbsolutePath().normalize());
  }
}
