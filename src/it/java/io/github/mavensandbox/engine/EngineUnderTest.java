package io.github.mavensandbox.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

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
    Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", command(arguments)) + ": " + said);
    }
    return said;
  }

  /** Removes images; those that are not there are no error. */
  public static void removeImages(String... images) throws IOException, InterruptedException {
    for (String image : images) {
      new ProcessBuilder(command("rmi", "--force", image))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** Returns whether it is Podman. */
  public static boolean isPodman() {
    return program().matches("(.*/)?podman");
  }
}
