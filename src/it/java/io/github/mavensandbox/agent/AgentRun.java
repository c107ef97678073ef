package io.github.mavensandbox.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.surefire.fork.AgentJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** The agent as it was built. */
  static Path agent() {
    return Path.of(
        Objects.requireNonNull(
            System.getProperty("agent.jar"), "agent.jar is not set; run the tests by Maven"));
  }

  /** Runs a JVM with the agent, whose attempts go to a new file. */
  static AgentRun of(Jdk jdk, String... arguments) throws IOException, InterruptedException {
    return ofJar(agent(), jdk, arguments);
  }

  /** Runs a JVM with the agent of a jar, whose attempts go to a new file. */
  static AgentRun ofJar(Path jar, Jdk jdk, String... arguments)
      throws IOException, InterruptedException {
    Path file =
        Files.createTempDirectory(agent().resolveSibling("agent"), "run")
            .resolve("not/yet/there/attempts.json");
    AgentRun run = ofJar(jar, jdk, file, arguments);
    Files.deleteIfExists(file);
    return run;
  }

  /** Runs a JVM with the agent, whose attempts go to a file. */
  static AgentRun of(Jdk jdk, Path file, String... arguments)
      throws IOException, InterruptedException {
    return ofJar(agent(), jdk, file, arguments);
  }

  private static AgentRun ofJar(Path jar, Jdk jdk, Path file, String... arguments)
      throws IOException, InterruptedException {
    var all = new ArrayList<String>();
    all.add(
        new AgentJar(jar)
            .option(file.toString(), List.of(arguments))
            .replace(AgentJar.INSIDE, jar.toString()));
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
    Ended ended =
        CommandLine.of(jdk.java())
            .with(arguments)
            .withoutVariable("JAVA_TOOL_OPTIONS")
            // What programs write need not be text.
            .bytewise()
            .run();
    return new AgentRun(ended.exitCode(), ended.stdout(), ended.stderr(), List.of());
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
}
