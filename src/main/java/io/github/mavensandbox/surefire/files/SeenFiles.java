package io.github.mavensandbox.surefire.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Those files of earlier forks that a fork saw when it started, by their names below target. */
public final class SeenFiles {

  /** What a fork saw that gets no files of the host's target. */
  public static final SeenFiles NONE = new SeenFiles(Map.of(), false);

  private final Map<String, TakenFiles.Version> versions;
  private final boolean seesLater;

  private SeenFiles(Map<String, TakenFiles.Version> versions, boolean seesLater) {
    this.versions = versions;
    this.seesLater = seesLater;
  }

  /** What a fork saw whose target is the host's, below its own changes. */
  static SeenFiles of(Map<String, TakenFiles.Version> versions) {
    return new SeenFiles(versions, true);
  }

  /** Returns whether it also sees what other forks leave while it runs. */
  boolean seesLater() {
    return seesLater;
  }

  /** Returns whether it saw the file with this content. */
  boolean has(String name, String digest) {
    return version(name).filter(seen -> seen.digest().equals(digest)).isPresent();
  }

  /** Returns how much at the start of a file is what the fork saw of it. */
  long begins(String name, Path file) throws IOException {
    Optional<TakenFiles.Version> seen = version(name);
    return seen.isPresent()
            && Files.size(file) >= seen.get().size()
            && TakenFiles.digest(file, seen.get().size()).equals(seen.get().digest())
        ? seen.get().size()
        : 0;
  }

  private Optional<TakenFiles.Version> version(String name) {
    return Optional.ofNullable(versions.get(name));
  }
}
