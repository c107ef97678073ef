package io.github.mavensandbox.surefire;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of one of the projects of Surefire's, which is built without the sandbox and in it. */
final class ComparedProject {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LC_ALL", "C.UTF-8",
          "TZ", "Asia/Kathmandu",
          "SAME_AS_MAVENS", "same as Maven's",
          "CALLERS_TOKEN", "of the caller",
          "PATH", System.getenv("PATH") + ":/of/the/caller");

  /** The folders in which the compiler's plugin sees that it has nothing to do. */
  private static final List<String> COMPILED = List.of("classes", "test-classes", "maven-status");

  private final TestProject project;

  /**
   * Copies a project.
   *
   * @param name of the project's folder
   * @param folder becomes the copy
   */
  ComparedProject(String name, Path folder) throws IOException, InterruptedException {
    project = TestProject.copyOf("surefire/" + name, folder);
  }

  /** The build's directory. */
  Path target() {
    return project.path("target");
  }

  /** The build's directory of a module. */
  Path target(String module) {
    return project.path(module + "/target");
  }

  /** Maven's command line, with what the projects look for in its environment. */
  CommandLine maven(String... arguments) throws IOException, InterruptedException {
    return project.maven(arguments).variables(ENVIRONMENT);
  }

  /** Runs Maven to its end. */
  MavenRun run(String... arguments) throws IOException, InterruptedException {
    return MavenRun.awaited(maven(arguments).start());
  }

  /**
   * Runs Maven with the sandbox switched off, and returns the directory that it built. What it has
   * compiled is there for the next run.
   */
  Path outside(String... arguments) throws IOException, InterruptedException {
    MavenRun.awaited(maven(arguments).with("-Dsandbox.skip").start());
    project.remove("outside");
    Path outside = Files.move(target(), project.path("outside"));
    for (String compiled : COMPILED) {
      if (Files.exists(outside.resolve(compiled))) {
        copy(outside.resolve(compiled), project.path("target/" + compiled));
      }
    }
    return outside;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
