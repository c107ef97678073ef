package io.github.mavensandbox.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder for one input; in memory where there is such a file system. */
public final class Scratch implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");

  private final Path path;

  /** Makes it. */
  public Scratch() throws IOException {
    path =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "sandbox-fuzz")
            : Files.createTempDirectory("sandbox-fuzz");
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** All that is in it, without following links. */
  public List<Path> content() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      return all.filter(file -> !file.equals(path)).toList();
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
