package io.github.mavensandbox.surefire.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Surefire wants to start in place of {@code java}, as the script of {@link JvmFolder} wrote
 * it down.
 *
 * @param pid of the script, which becomes the engine's client
 * @param arguments of java
 * @param environment all variables that Surefire gave
 * @param directory to start in
 */
public record ForkRequest(
    long pid, List<String> arguments, Map<String, String> environment, Path directory) {

  static final String ARGUMENTS = "arguments";
  static final String ENVIRONMENT = "environment";
  static final String DIRECTORY = "directory";
  static final String COMPLETE = "complete";
  static final String ANSWER = "answer";

  /** The JVM has ended; only where its end is held back. */
  public static final String ENDED = "ended";

  /** And now its end may be seen. */
  public static final String TAKEN = "taken";

  /** Or it failed, whatever its exit code: the file could not be taken. */
  public static final String LOST = "lost";

  /** Removes the folder of a request that has been served: it holds the tests' environment. */
  static void remove(Path folder) throws IOException {
    for (String file :
        List.of(
            ARGUMENTS,
            ENVIRONMENT,
            DIRECTORY,
            COMPLETE,
            ANSWER,
            ENDED,
            TAKEN,
            LOST,
            ANSWER + ".part")) {
      Files.deleteIfExists(folder.resolve(file));
    }
    Files.deleteIfExists(folder);
  }

  public ForkRequest {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads a request.
   *
   * @param folder named by the script's process id
   */
  static ForkRequest read(Path folder) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : strings(folder.resolve(ENVIRONMENT))) {
      int equals = variable.indexOf('=', 1);
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    ForkRequest request =
        new ForkRequest(
            Long.parseLong(folder.getFileName().toString()),
            strings(folder.resolve(ARGUMENTS)),
            environment,
            Path.of(Files.readString(folder.resolve(DIRECTORY))));
    // Secrets of the caller's are in it, and a build may be killed at any time.
    Files.delete(folder.resolve(ENVIRONMENT));
    return request;
  }

  /** Each string ends with a NUL, which none can have in it. */
  private static List<String> strings(Path file) throws IOException {
    List<String> strings = new ArrayList<>();
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    for (int from = 0, to; (to = text.indexOf('\0', from)) >= 0; from = to + 1) {
      strings.add(text.substring(from, to));
    }
    return strings;
  }
}
