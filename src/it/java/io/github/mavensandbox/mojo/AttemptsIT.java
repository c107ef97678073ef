package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the agent in the tests' JVMs writes down comes to the run's folder, and nothing else. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class AttemptsIT {

  private static final String CALL =
      """
      @Test
      void calls() {
        assertThrows(IOException.class, () -> new Socket("@address@", 8080).close());
      }
      """;

  /** Each class in a JVM of its own. */
  private static final String ISOLATED =
      "<configuration><forkCount>2</forkCount><reuseForks>false</reuseForks></configuration>";

  private static final String COVERAGE =
      """
      <plugin>
        <groupId>org.jacoco</groupId>
        <artifactId>jacoco-maven-plugin</artifactId>
        <version>0.8.14</version>
        <executions><execution><goals><goal>prepare-agent</goal></goals></execution></executions>
      </plugin>
      """;

  /** A class of hostile tests, and what it does to the file. */
  private static final Map<String, String> HOSTILE = new LinkedHashMap<>();

  static {
    HOSTILE.put("LinkTest", "Files.createSymbolicLink(attempts, Path.of(\"/etc/passwd\"));");
    HOSTILE.put(
        "FolderTest", "Files.writeString(Files.createDirectory(attempts).resolve(\"x\"), \"x\");");
    HOSTILE.put(
        "PipeTest",
        "assertEquals(0, new ProcessBuilder(\"/sandbox/bin/busybox\", \"mkfifo\", attempts.toString()).start().waitFor());");
    HOSTILE.put(
        "LargeTest",
        "try (RandomAccessFile file = new RandomAccessFile(attempts.toFile(), \"rw\")) { file.setLength(257L << 20); }");
    HOSTILE.put("ForgedTest", "Files.writeString(attempts, \"forged\");");
    HOSTILE.put("GoneTest", "");
  }

  private static final String BLOCKHOUND =
      """
      <dependency>
        <groupId>io.projectreactor.tools</groupId>
        <artifactId>blockhound</artifactId>
        <version>1.0.13.RELEASE</version>
        <scope>test</scope>
      </dependency>
      <dependency>
        <groupId>io.projectreactor</groupId>
        <artifactId>reactor-core</artifactId>
        <version>3.7.1</version>
        <scope>test</scope>
      </dependency>
      """;

  private static final String CALL_WITHOUT_BLOCKING =
      """
      @Test
      void calls() {
        reactor.blockhound.BlockHound.install();
        reactor.core.publisher.Mono.fromCallable(
                () -> {
                  try (var channel = java.nio.channels.SocketChannel.open()) {
                    channel.configureBlocking(false);
                    return channel.connect(new InetSocketAddress("@address@", 8080));
                  }
                })
            .subscribeOn(reactor.core.scheduler.Schedulers.parallel())
            .block();
      }
      """;

  @TempDir private static Path folder;
  private static TestProject project;
  private static MavenRun run;

  @BeforeAll
  static void build() throws Exception {
    project = new TestProject(folder.resolve("attempts"));
    List<String> modules = List.of("several", "coverage", "off", "hostile");
    project.reactor(modules);
    String report = "<sandbox.failOnViolation>false</sandbox.failOnViolation>";
    project
        .module(TestPom.of("several").withProperties(report).withSurefire(ISOLATED))
        .test("several", "OneTest", CALL)
        .test("several", "OtherTest", CALL)
        .module(TestPom.of("coverage").withProperties(report).withPlugins(COVERAGE))
        .test("coverage", "OneTest", CALL)
        .module(TestPom.of("off").withProperties(report + "<sandbox.agent>false</sandbox.agent>"))
        .test("off", "OneTest", CALL)
        .module(TestPom.of("hostile").withSurefire(ISOLATED));
    for (Map.Entry<String, String> test : HOSTILE.entrySet()) {
      project.test(
          "hostile",
          test.getKey(),
          """
          @Test
          void replaces() throws Exception {
            Path attempts = Path.of("target/sandbox/attempts.jsonl").toAbsolutePath();
            Files.delete(attempts);
            %s
          }
          """
              .formatted(test.getValue()));
    }
    run = project.run("verify");
  }

  private static List<Path> files(String module) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> runs = Files.list(project.path(module + "/target/sandbox/runs"))) {
      Path attempts = runs.reduce((one, other) -> null).orElseThrow().resolve("attempts");
      if (Files.exists(attempts)) {
        try (Stream<Path> all = Files.list(attempts)) {
          all.sorted().forEach(files::add);
        }
      }
    }
    return files;
  }

  private static List<JsonNode> connections(String module) throws IOException {
    List<JsonNode> connections = new ArrayList<>();
    for (Path file : files(module)) {
      List<String> lines = Files.readAllLines(file);
      assertThat(lines.get(0)).startsWith("{\"v\":1,\"type\":\"start\"");
      for (String line : lines) {
        JsonNode attempt = new ObjectMapper().readTree(line);
        if (attempt.path("type").asText().equals("connect")) {
          connections.add(attempt);
        }
      }
    }
    return connections;
  }

  @Test
  void everyJvmHasAFileOfItsOwn() throws Exception {
    assertThat(run.failures()).as(run.output()).isEmpty();
    assertThat(files("several"))
        .as("one JVM lists the classes")
        .extracting(file -> file.getFileName().toString())
        .containsExactly("1.jsonl", "2.jsonl", "3.jsonl");
    assertThat(connections("several"))
        .extracting(attempt -> attempt.path("test").asText())
        .containsExactlyInAnyOrder("it.OneTest#calls", "it.OtherTest#calls");
  }

  @Test
  void aBlockedCallIsThereWithWhoMadeIt() throws Exception {
    JsonNode attempt = connections("several").get(0);

    assertThat(attempt.path("address").asText()).isEqualTo(TestProject.address());
    assertThat(attempt.path("port").asInt()).isEqualTo(8080);
    assertThat(attempt.path("outcome").asText()).startsWith("java.net.");
    assertThat(attempt.path("stack").findValuesAsText("c"))
        .anyMatch(c -> c.matches("it[.]O.*Test"));
  }

  @Test
  void coverageIsMeasuredBesideIt() throws Exception {
    assertThat(connections("coverage")).hasSize(1);
    assertThat(project.path("coverage/target/jacoco.exec")).isNotEmptyFile();
  }

  @Test
  void whoForbidsThreadsToBlockDoesNotSeeIt(@TempDir Path alone) throws Exception {
    MavenRun reactive =
        new TestProject(alone)
            .pom(
                TestPom.of("reactive")
                    .withProperties("<argLine>-XX:+AllowRedefinitionToAddDeleteMethods</argLine>")
                    .withDependencies(BLOCKHOUND))
            .test("OneTest", CALL_WITHOUT_BLOCKING)
            .run("test");

    assertThat(reactive.hasSucceeded()).as(reactive.output()).isTrue();
    assertThat(reactive.lines())
        .as(reactive.output())
        .anyMatch(line -> line.endsWith("(direct), in test it.OneTest#calls"));
  }

  @Test
  void switchedOffThereIsNone() throws Exception {
    assertThat(files("off")).isEmpty();
  }

  @Test
  void nothingIsTakenButPlainFilesUpToASize() throws Exception {
    List<Path> taken = files("hostile");

    assertThat(taken).hasSize(3);
    assertThat(taken)
        .as("that of the JVM which lists the classes, the large one and the forged one")
        .allMatch(Files::isRegularFile)
        .noneMatch(Files::isSymbolicLink)
        .extracting(Files::size)
        .contains(6L, 256L << 20);
    assertThat(run.lines())
        .as(run.output())
        .contains(
            "[WARNING] 1 symbolic link left out: 'target/sandbox/attempts.jsonl'",
            "[WARNING] 1 special file left out: 'target/sandbox/attempts.jsonl'",
            "[WARNING] 1 file where only the build itself may write left out:"
                + " 'target/sandbox/attempts.jsonl/x'")
        .anyMatch(
            line ->
                line.matches(
                    "\\[WARNING] the attempts of a JVM are cut off after 268435456 bytes: \\d[.]jsonl"));
    assertThat(project.path("hostile/target/sandbox/attempts.jsonl")).doesNotExist();
  }

  @Test
  void nobodySeesTheAgent() {
    assertThat(run.lines())
        .as(run.output())
        .noneMatch(line -> line.contains("agent.jar"))
        .noneMatch(line -> line.matches(".*\\[(cds|aot|instrument).*|.*OpenJDK .*warning.*"));
  }
}
