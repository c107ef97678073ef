package io.github.mavensandbox.mojo;

import io.github.mavensandbox.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the project {@code run}, and Maven as a process that is at work on it. */
final class MavenBuild {

  /** What containers of it are made of. */
  static final String IMAGE = "it-process-sandbox:1";

  private static final Servers SERVERS = Servers.ofThisRun();
  private static final Path PROJECT = Path.of("src/it/projects/run");
  private static final Path SETTINGS = Path.of("src/it/settings.xml");

  private final Path project;
  private final Path settings;

  /**
   * Copies the project.
   *
   * @param folder an empty one to work in
   */
  MavenBuild(Path folder) throws IOException {
    project = folder.resolve("project");
    settings = folder.resolve("settings.xml");
    try (Stream<Path> files = Files.walk(PROJECT)) {
      for (Path file : files.toList()) {
        Files.copy(file, project.resolve(PROJECT.relativize(file)));
      }
    }
    filter(project.resolve("pom.xml"), project.resolve("pom.xml"));
    filter(SETTINGS, settings);
  }

  /** Does what maven-invoker-plugin does with a case. */
  private static void filter(Path from, Path to) throws IOException {
    String text = Files.readString(from).replace(">it-run<", ">it-process<");
    for (String name :
        List.of(
            "project.groupId",
            "project.artifactId",
            "project.version",
            "localRepositoryUrl",
            "sandbox.engine",
            "it.base",
            "it.network")) {
      text = text.replace("@" + name + "@", System.getProperty(name, ""));
    }
    Files.writeString(to, SERVERS.replacedIn(text));
  }

  /** Returns the folder that a build writes to. */
  Path target() {
    return project.resolve("target");
  }

  /** Starts Maven; its output and its errors are one stream. */
  Process start(String... arguments) throws IOException {
    return start(List.of(), arguments);
  }

  /**
   * Starts Maven by another command.
   *
   * @param wrapper takes Maven's command line as its last arguments
   */
  Process start(List<String> wrapper, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(
        List.of(
            // A JVM inherits an ignored signal: whoever runs these tests in the background ignores
            // INT.
            "env",
            "--default-signal=HUP,INT",
            "mvn",
            "--batch-mode",
            "--settings",
            settings.toString(),
            "-Dmaven.repo.local=" + Path.of("target/local-repo").toAbsolutePath()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true);
    builder.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return builder.start();
  }
}
