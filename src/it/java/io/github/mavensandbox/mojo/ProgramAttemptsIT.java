package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent in the JVM of {@code sandbox:run} writes down comes to the run's folder. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ProgramAttemptsIT {

  @TempDir private static Path folder;
  private static TestProject project;

  @BeforeAll
  static void write() throws Exception {
    project = new TestProject(folder.resolve("program"));
    project
        .pom(TestPom.of("attempts"))
        .file(
            "src/main/java/it/Main.java",
            """
            package it;

            import java.io.*;
            import java.net.*;
            import java.nio.file.*;

            public class Main {
              public static void main(String[] args) throws Exception {
                Path attempts = Path.of("/sandbox/attempts/1.jsonl");
                if (!args[0].equals("calls")) {
                  Files.delete(attempts);
                }
                switch (args[0]) {
                  case "link" -> Files.createSymbolicLink(attempts, Path.of("/etc/passwd"));
                  case "folder" -> Files.writeString(Files.createDirectory(attempts).resolve("x"), "x");
                  case "pipe" -> new ProcessBuilder("/sandbox/bin/busybox", "mkfifo", attempts.toString()).start().waitFor();
                  case "large" -> {
                    try (RandomAccessFile file = new RandomAccessFile(attempts.toFile(), "rw")) {
                      file.setLength(257L << 20);
                    }
                  }
                  case "gone" -> {}
                  default -> {
                    try (Socket socket = new Socket("@address@", 8080)) {
                      System.out.println("connected");
                    } catch (IOException e) {
                      System.out.println("refused");
                    }
                  }
                }
                System.out.println("done");
              }
            }
            """);
  }

  @AfterAll
  static void removeImage() throws Exception {
    EngineUnderTest.removeImages("attempts-sandbox:1");
  }

  /** The attempts of a run, which is the newest. */
  private static List<Path> attempts(MavenRun run) throws IOException {
    assertThat(run.failures()).as(run.output()).isEmpty();
    Path newest;
    try (Stream<Path> runs = Files.list(project.path("target/sandbox/runs"))) {
      newest =
          runs.max(Comparator.comparing(folder -> folder.toFile().lastModified())).orElseThrow();
    }
    try (Stream<Path> files = Files.walk(newest)) {
      return files.filter(file -> file.getParent().endsWith("attempts")).toList();
    }
  }

  private static MavenRun run(String... arguments) throws Exception {
    return project.run(
        Stream.concat(Stream.of("sandbox:run"), Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void aBlockedCallIsThereWithWhoMadeIt() throws Exception {
    MavenRun run = run("-Dsandbox.args=calls");

    assertThat(run.lines()).as(run.output()).contains("refused", "done");
    assertThat(attempts(run)).hasSize(1);
    assertThat(Files.readAllLines(attempts(run).get(0)))
        .anyMatch(
            line ->
                line.contains("\"type\":\"connect\"")
                    && line.contains("\"address\":\"" + TestProject.address() + "\",\"port\":8080")
                    && line.contains("\"c\":\"it.Main\",\"m\":\"main\""));
    assertThat(run.lines()).noneMatch(line -> line.contains("agent.jar"));
  }

  @ParameterizedTest
  @CsvSource({
    "link, 'the attempts are no plain file, and left out'",
    "folder, 'the attempts are no plain file, and left out'",
    "pipe, 'the attempts are no plain file, and left out'",
    "gone, 'nothing was blocked'",
  })
  void whatTheProgramPutsInTheirPlaceIsLeftOut(String deed, String told) throws Exception {
    MavenRun run = run("-Dsandbox.args=" + deed);

    assertThat(attempts(run)).isEmpty();
    assertThat(run.lines()).as(run.output()).contains("done").anyMatch(line -> line.contains(told));
  }

  @Test
  void tooMuchIsCutOff() throws Exception {
    MavenRun run = run("-Dsandbox.args=large");

    assertThat(attempts(run)).hasSize(1).allMatch(file -> file.toFile().length() == 256L << 20);
    assertThat(run.lines())
        .as(run.output())
        .contains(
            "[WARNING] the attempts of a JVM are cut off after 268435456 bytes: 1.jsonl", "done");
  }

  @Test
  void withoutTheAgentAndOfACommandLineThereAreNone() throws Exception {
    assertThat(attempts(run("-Dsandbox.args=calls", "-Dsandbox.agent=false"))).isEmpty();

    MavenRun run = run("-Dsandbox.command=java -cp /app/classes it.Main calls");
    assertThat(attempts(run)).isEmpty();
    assertThat(run.lines()).as(run.output()).contains("refused");
  }
}
