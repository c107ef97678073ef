package io.github.mavensandbox.surefire.files;

import java.util.Optional;

/**
 * What is known of a fork whose files are taken.
 *
 * @param attempts where those of its agent go, if it has one
 * @param seen what it saw of earlier forks' files when it started
 * @param sent what it got of the files that the user wants back
 */
public record ForkFiles(Optional<AttemptsFile> attempts, SeenFiles seen, SentFiles sent) {

  /** One of which nothing is known. */
  public static final ForkFiles UNKNOWN =
      new ForkFiles(Optional.empty(), SeenFiles.NONE, SentFiles.NONE);
}
