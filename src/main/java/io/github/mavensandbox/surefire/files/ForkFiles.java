package io.github.mavensandbox.surefire.files;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a fork whose files are taken.
 *
 * @param attempts where those of its agent go, if it has one
 * @param coverage the files that its command line names for JaCoCo
 * @param seen what it saw of earlier forks' files when it started
 */
public record ForkFiles(Optional<AttemptsFile> attempts, Set<Path> coverage, SeenFiles seen) {

  /** One of which nothing is known. */
  public static final ForkFiles UNKNOWN = new ForkFiles(Optional.empty(), Set.of(), SeenFiles.NONE);

  public ForkFiles {
    coverage = Set.copyOf(coverage);
  }
}
