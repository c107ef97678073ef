package io.github.mavensandbox.engine;

import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** The engine that the tests are given: {@code sandbox.engine}, a program. */
public final class EngineUnderTest {

  private EngineUnderTest() {}

  /** Returns the program's name or path. */
  public static String program() {
    return System.getProperty("sandbox.engine", "docker");
  }

  /** Returns its command line with these arguments. */
  public static List<String> command(String... arguments) {
    return Stream.concat(Stream.of(program()), Stream.of(arguments)).toList();
  }

  /** Runs a command, which must not fail, and returns what it printed. */
  public static String run(String... arguments) throws IOException, InterruptedException {
    return CommandLine.of(command(arguments)).errorsInOutput().output();
  }

  /** Removes images; those that are not there are no error. */
  public static void removeImages(String... images) throws IOException, InterruptedException {
    for (String image : images) {
      CommandLine.of(command("rmi", "--force", image)).run();
    }
  }

  /** Returns whether it is Podman. */
  public static boolean isPodman() {
    return program().matches("(.*/)?podman");
  }

  /**
   * Whether containers have no limits: an ordinary user's Podman, on control groups of version 1.
   */
  public static boolean ignoresLimits() throws IOException, InterruptedException {
    String format = "{{.Host.Security.Rootless}} {{.Host.CgroupsVersion}}";
    // Docker does not know of these.
    return CommandLine.of(command("info", "--format", format))
        .run()
        .stdout()
        .strip()
        .equals("true v1");
  }
}
