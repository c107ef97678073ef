package io.github.mavensandbox.mojo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of tests' containers when Maven is killed. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KilledBuildIT {

  @TempDir private static Path folder;
  private static TestProject project;

  @BeforeAll
  static void compile() throws Exception {
    project =
        new TestProject(folder.resolve("killed"))
            .pom(TestPom.of("killed"))
            .test(
                "WaitingTest",
                """
                @Test
                void waits() throws Exception {
                  System.out.println("the test is waiting");
                  Thread.sleep(Long.getLong("wait", 100_000));
                }
                """);
    MavenRun run = project.run("verify", "-Dwait=0");
    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void noContainerIsLeftWhenATestRuns(String signal) throws Exception {
    Process build = project.start("verify");
    List<String> seen = new ArrayList<>();
    BufferedReader output = build.inputReader(UTF_8);
    while (!seen.contains("the test is waiting")) {
      String line = output.readLine();
      assertThat(line).as("the test did not start: %s", seen).isNotNull();
      seen.add(line);
    }
    assertThat(MavenRun.containersOf(build.pid())).hasSize(2);

    assertEndsAll(build, signal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  void noContainerIsLeftWhenOneIsBeingMade(String signal) throws Exception {
    Path asked = project.path("asked");
    Files.deleteIfExists(asked);
    String engine =
        project.engine(
            "slow-engine", "case \"$1\" in create) touch " + asked + "; sleep 1 ;; esac");
    Process build = project.start("verify", "-Dsandbox.engine=" + engine);
    while (!Files.exists(asked)) {
      assertThat(build.isAlive()).isTrue();
      Thread.sleep(20);
    }

    assertEndsAll(build, signal);
  }

  /** Maven ends, and with it all that it has started, and its containers go. */
  private static void assertEndsAll(Process build, String signal) throws Exception {
    List<ProcessHandle> started = build.descendants().toList();
    new ProcessBuilder("kill", "-" + signal, Long.toString(build.pid())).start().waitFor();
    // Drained, so that it does not wait for a reader.
    build.getInputStream().readAllBytes();
    build.waitFor();
    for (ProcessHandle process : started) {
      process.onExit().join();
    }
    while (!MavenRun.containersOf(build.pid()).isEmpty()) {
      Thread.sleep(100);
    }
  }

  @Test
  void twoBuildsOfAProjectAtATimeBothEndWell() throws Exception {
    String[] goals = {"surefire:test@default-test", "-Dwait=1000"};
    Process one = project.start("sandbox:prepare", goals[0], "sandbox:check", goals[1]);
    Process other = project.start("sandbox:prepare", goals[0], "sandbox:check", goals[1]);

    for (MavenRun run : List.of(MavenRun.awaited(one), MavenRun.awaited(other))) {
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("surefire:test (default-test): nothing was blocked");
      assertThat(run.containers()).isEmpty();
    }
  }
}
