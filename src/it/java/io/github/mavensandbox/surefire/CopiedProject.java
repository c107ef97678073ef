package io.github.mavensandbox.surefire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mavensandbox.mojo.Placeholders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of one of the projects in {@code src/it/projects/surefire}, and Maven at work on it. */
final class CopiedProject {

  private static final Path PROJECTS = Path.of("src/it/projects/surefire");
  private static final Path SETTINGS = Path.of("src/it/settings.xml");

  /**
   * How a run of Maven ended.
   *
   * @param lines of its output and errors
   */
  record Run(int exitCode, List<String> lines) {

    boolean hasSucceeded() {
      return exitCode == 0;
    }

    /** The lines by which Surefire and Maven tell of what failed. */
    List<String> errors() {
      return lines.stream()
          .filter(line -> line.startsWith("[ERROR]"))
          .map(Reports::withoutTimes)
          .toList();
    }

    @Override
    public String toString() {
      return String.join("\n", lines);
    }
  }

  private final Path folder;
  private final Path settings;

  /**
   * Copies a project.
   *
   * @param name of the project's folder
   * @param folder becomes the copy
   */
  CopiedProject(String name, Path folder) throws IOException {
    this.folder = folder;
    settings = folder.resolveSibling("settings.xml");
    Path source = PROJECTS.resolve(name);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = folder.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (file.endsWith("pom.xml")) {
          Files.writeString(copy, filtered(file));
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Files.writeString(settings, filtered(SETTINGS));
  }

  private static String filtered(Path file) throws IOException {
    return Placeholders.replacedIn(Files.readString(file));
  }

  Path folder() {
    return folder;
  }

  /** The build's directory. */
  Path target() {
    return folder.resolve("target");
  }

  /** Runs Maven with the sandbox switched off, and returns the directory that it built. */
  Path outside(String... arguments) throws IOException, InterruptedException {
    run(withFirst("-Dsandbox.skip", arguments));
    Path outside = folder.resolve("outside");
    remove(outside);
    return Files.move(target(), outside);
  }

  /** Runs Maven to its end. */
  Run run(String... arguments) throws IOException, InterruptedException {
    return awaited(start(List.of(), repository(), arguments));
  }

  /** Reads all that Maven says, until it has ended. */
  static Run awaited(Process process) {
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    return new Run(process.onExit().join().exitValue(), lines);
  }

  /** Where the plugin is installed. */
  static Path repository() {
    return Path.of("target/local-repo").toAbsolutePath();
  }

  /**
   * Starts Maven.
   *
   * @param wrapper takes Maven's command line as its last arguments
   * @param repository the local one
   */
  Process start(List<String> wrapper, Path repository, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            "mvn",
            "--batch-mode",
            "--no-transfer-progress",
            "--settings",
            settings.toString(),
            "-Dmaven.repo.local=" + repository));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "MAVEN_OPTS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
                "LC_ALL",
                "C.UTF-8",
                "TZ",
                "Asia/Kathmandu",
                "SAME_AS_MAVENS",
                "same as Maven's",
                "CALLERS_TOKEN",
                "of the caller"));
    return builder.start();
  }

  private static String[] withFirst(String first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
