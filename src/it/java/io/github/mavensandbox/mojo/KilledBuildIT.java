package io.github.mavensandbox.mojo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OnlyContainers;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of tests' containers when Maven is killed. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KilledBuildIT {

  /** To deny it makes a policy, and so an image, that no other test has. */
  private static final String UNUSED = "192.0.2.66";

  /** What is there already is not looked at again. */
  private static final List<String> GOALS =
      List.of("--offline", "sandbox:prepare", "surefire:test@default-test");

  /** A test that waits to be killed, and leaves a file of a size. */
  static final String WAITS =
      """
      @Test
      void waits() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile("target/large", "rw")) {
          file.setLength(Long.getLong("size", 0));
        }
        System.out.println("the test is waiting");
        Thread.sleep(Long.getLong("wait", 100_000));
      }
      """;

  @TempDir private static Path folder;
  private static TestProject project;

  @BeforeAll
  static void compile() throws Exception {
    project =
        new TestProject(folder.resolve("killed"))
            .pom(TestPom.of("killed"))
            .test("WaitingTest", WAITS);
    MavenRun run = project.run("verify", "-Dwait=0");
    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  @AfterAll
  static void removeImages() throws Exception {
    Path loaded = project.path("loaded");
    if (Files.exists(loaded)) {
      for (String line : Files.readAllLines(loaded)) {
        EngineUnderTest.removeImages(line.replaceFirst("Loaded image: ", ""));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM", "KILL"})
  @OnlyContainers("KilledNamespacesIT is the same for namespaces")
  void neitherContainerNorVolumeIsLeftWhenATestRuns(String signal) throws Exception {
    Process build = waiting();
    List<String> containers = MavenRun.containersOf(build.pid());
    assertThat(containers).hasSize(2);
    Set<String> volumes =
        Volumes.of(containers.stream().map(line -> line.replaceFirst(".* ", "")).toList());
    assertThat(volumes).as("of the libraries").hasSize(1);

    assertEndsAll(build, signal);
    assertThat(Volumes.left(volumes)).isEmpty();
  }

  /** A build in which a test is waiting. */
  private static Process waiting() throws Exception {
    Process build = project.start(GOALS.toArray(String[]::new));
    List<String> seen = new ArrayList<>();
    BufferedReader output = build.inputReader(UTF_8);
    while (!seen.contains("the test is waiting")) {
      String line = output.readLine();
      assertThat(line).as("the test did not start: %s", seen).isNotNull();
      seen.add(line);
    }
    return build;
  }

  @Test
  @OnlyContainers("KilledNamespacesIT is the same for namespaces")
  void theNextBuildRemovesTheFilesOfAKilledOne() throws Exception {
    Path files = project.path("target/sandbox/jvm");
    assertEndsAll(waiting(), "KILL");
    assertThat(files).isNotEmptyDirectory();

    MavenRun run = project.run("sandbox:prepare");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(files).doesNotExist();
  }

  /**
   * What Maven is at. The engine's client is a script, which says so and is slow then: {@code
   * arrive} makes a file and sleeps.
   */
  private enum Stage {
    AN_IMAGE_IS_LOADED(
        "load", "{ head -c 1000; arrive; cat; } | engine load | tee -a loaded; exit"),
    A_CONTAINER_IS_MADE("create\\ *", "arrive"),
    FILES_ARE_STREAMED_IN(
        "cp*\\ -\\ sandbox-fork-*", "{ head -c 1000; arrive; cat; } | engine \"$@\"; exit"),
    FILES_ARE_TAKEN(
        "cp*\\ sandbox-fork-*\\ -", "engine \"$@\" | { head -c 100000; arrive; cat; }; exit");

    private final String call;
    private final String script;

    Stage(String call, String script) {
      this.call = call;
      this.script = script;
    }
  }

  @ParameterizedTest
  @MethodSource
  @OnlyContainers("KilledNamespacesIT is the same for namespaces")
  void nothingIsLeftAtAnyStage(Stage stage, String signal) throws Exception {
    Path arrived = project.path("arrived");
    Files.deleteIfExists(arrived);
    String engine =
        project.engine(
            "slow-engine",
            "arrive() { touch %s; sleep 1; }\ncase \"$*\" in %s) %s ;; esac"
                .formatted(arrived, stage.call, stage.script));
    List<String> arguments = new ArrayList<>(GOALS);
    arguments.addAll(List.of("-Dwait=0", "-Dsize=30000000", "-Dsandbox.engine=" + engine));
    if (stage == Stage.AN_IMAGE_IS_LOADED) {
      removeImages();
      arguments.add("-Dsandbox.deny=" + UNUSED);
    }
    Files.deleteIfExists(project.path("target/large"));

    Process build = project.start(arguments.toArray(String[]::new));
    while (!Files.exists(arrived)) {
      assertThat(build.isAlive()).isTrue();
      Thread.sleep(20);
    }

    assertEndsAll(build, signal);
  }

  /** INT does in Maven's JVM what TERM does; the others are spared the time. */
  static Stream<Arguments> nothingIsLeftAtAnyStage() {
    return Stream.of(Stage.values())
        .flatMap(
            stage ->
                Stream.of("INT", "TERM", "KILL")
                    .filter(signal -> stage == Stage.A_CONTAINER_IS_MADE || !signal.equals("INT"))
                    .map(signal -> Arguments.of(stage, signal)));
  }

  /** Maven ends, and with it all that it has started, and its containers go. */
  private static void assertEndsAll(Process build, String signal) throws Exception {
    List<ProcessHandle> started = build.descendants().toList();
    CommandLine.of("kill", "-" + signal, Long.toString(build.pid())).output();
    // Drained, so that it does not wait for a reader.
    build.getInputStream().readAllBytes();
    build.waitFor();
    for (ProcessHandle process : started) {
      process.onExit().join();
    }
    while (!MavenRun.containersOf(build.pid()).isEmpty()) {
      Thread.sleep(100);
    }
    // Surefire's own folder, which it makes anew when it is not there.
    assertThat(project.leftBehind()).isSubsetOf("surefire-" + System.getProperty("user.name"));
  }

  @Test
  void twoBuildsOfAProjectAtATimeBothEndWell() throws Exception {
    String[] goals = {"surefire:test@default-test", "-Dwait=1000"};
    Process one = project.start("sandbox:prepare", goals[0], "sandbox:check", goals[1]);
    Process other = project.start("sandbox:prepare", goals[0], "sandbox:check", goals[1]);

    for (MavenRun run : List.of(MavenRun.awaited(one), MavenRun.awaited(other))) {
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("surefire:test (default-test): nothing was blocked");
      assertThat(run.left()).isEmpty();
    }
  }
}
