package io.github.mavensandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What a JVM did that ran with the agent.
 *
 * @param exitCode its exit code
 * @param output what it wrote to stdout
 * @param errors what it wrote to stderr
 * @param lines the lines of the file of attempts, parsed
 */
record AgentRun(int exitCode, String output, String errors, List<JsonNode> lines) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_SECONDS = 120;

  /** The agent as it was built. */
  static Path agent() {
    return Path.of(
        Objects.requireNonNull(
            System.getProperty("agent.jar"), "agent.jar is not set; run the tests by Maven"));
  }

  /** Runs a JVM with the agent, whose attempts go to a new file. */
  static AgentRun of(Jdk jdk, String... arguments) throws IOException, InterruptedException {
    Path file =
        Files.createTempDirectory(agent().resolveSibling("agent"), "run")
            .resolve("not/yet/there/attempts.json");
    AgentRun run = of(jdk, file, arguments);
    Files.deleteIfExists(file);
    return run;
  }

  /** Runs a JVM with the agent, whose attempts go to a file. */
  static AgentRun of(Jdk jdk, Path file, String... arguments)
      throws IOException, InterruptedException {
    var all = new ArrayList<String>();
    all.add("-javaagent:" + agent() + "=" + file);
    all.addAll(List.of(arguments));
    return without(jdk, all.toArray(String[]::new)).with(file);
  }

  /** The same with the attempts of a file, if there is one. */
  AgentRun with(Path file) throws IOException {
    var read = new ArrayList<JsonNode>();
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file)) {
        read.add(JSON.readTree(line));
      }
    }
    return new AgentRun(exitCode, output, errors, read);
  }

  /** Runs a JVM without the agent. */
  static AgentRun without(Jdk jdk, String... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("agent-it", ".out");
    Path errors = Files.createTempFile("agent-it", ".err");
    try {
      var command = new ArrayList<String>();
      command.add(jdk.java());
      command.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("not ended after " + LIMIT_SECONDS + " s: " + command);
      }
      return new AgentRun(process.exitValue(), text(output), text(errors), List.of());
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  /** Byte by byte: what programs write need not be text. */
  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  /** The lines that are attempts. */
  List<JsonNode> attempts() {
    return lines.stream().filter(line -> line.has("stack")).toList();
  }

  /** The attempts of a type that were made in a method, or for a task that it submitted. */
  List<JsonNode> attempts(String type, String method) {
    return attempts().stream()
        .filter(line -> line.get("type").asText().equals(type))
        .filter(
            line ->
                has(line.get("stack"), method)
                    || StreamSupport.stream(line.get("submitters").spliterator(), false)
                        .anyMatch(submitter -> has(submitter.get("stack"), method)))
        .toList();
  }

  /** Whether a stack has a frame of a method that is not one of the JDK. */
  static boolean has(JsonNode stack, String method) {
    return StreamSupport.stream(stack.spliterator(), false)
        .anyMatch(frame -> frame.has("s") && frame.get("m").asText().equals(method));
  }

  /** The URL of every source, by its number. */
  Map<Integer, String> sources() {
    return lines.stream()
        .filter(line -> line.get("type").asText().equals("source"))
        .collect(
            Collectors.toMap(line -> line.get("id").asInt(), line -> line.get("url").asText()));
  }

  /** What became of an attempt: its own outcome, or what was told of it later. */
  String outcome(JsonNode attempt) {
    return lines.stream()
        .filter(line -> line.get("type").asText().equals("outcome"))
        .filter(line -> line.get("id").equals(attempt.get("id")))
        .findFirst()
        .orElse(attempt)
        .get("outcome")
        .asText();
  }
}
