package io.github.mavensandbox.surefire;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A copy of one of the projects of Surefire's, which is built without the sandbox and in it. */
final class ComparedProject {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LC_ALL", "C.UTF-8",
          "TZ", "Asia/Kathmandu",
          "SAME_AS_MAVENS", "same as Maven's",
          "CALLERS_TOKEN", "of the caller");

  private final TestProject project;

  /**
   * Copies a project.
   *
   * @param name of the project's folder
   * @param folder becomes the copy
   */
  ComparedProject(String name, Path folder) throws IOException {
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
  CommandLine maven(String... arguments) {
    return project.maven(arguments).variables(ENVIRONMENT);
  }

  /** Runs Maven to its end. */
  MavenRun run(String... arguments) throws IOException, InterruptedException {
    return MavenRun.awaited(maven(arguments).start());
  }

  /** Runs Maven with the sandbox switched off, and returns the directory that it built. */
  Path outside(String... arguments) throws IOException, InterruptedException {
    MavenRun.awaited(maven(arguments).with("-Dsandbox.skip").start());
    project.remove("outside");
    return Files.move(target(), project.path("outside"));
  }
}
