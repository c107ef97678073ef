package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OrdinaryUser;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Maven, the firewall or the bubblewrap of a fork is killed, at each stage of a build whose tests
 * run in namespaces: no process is left, nor a folder, and no build passes.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KilledNamespacesIT {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final List<String> GOALS =
      List.of(
          "--offline",
          "-Dsandbox.kind=namespaces",
          "sandbox:prepare@default",
          "surefire:test@default-test",
          "sandbox:check@default");

  /** What a build has come to. */
  private enum Stage {
    THE_FIREWALL_STARTS("--as-pid-1"),
    A_FORK_STARTS("--args 8"),
    A_TEST_RUNS(""),
    FILES_ARE_TAKEN("busybox tar -c");

    private final String command;

    Stage(String command) {
      this.command = command;
    }

    boolean isReached(Process build, Path log) throws Exception {
      return this == A_TEST_RUNS
          ? Files.readString(log).contains("the test is waiting")
          : build.descendants().anyMatch(process -> commandLine(process).contains(command));
    }
  }

  /** A process of the sandbox. */
  private enum Victim {
    /** The first process of the firewall's, which all others of the sandbox are below. */
    THE_FIREWALL,
    /** What started it. */
    THE_FIREWALLS_BUBBLEWRAP,
    /** What stays outside of a fork's process namespace. */
    A_FORKS_BUBBLEWRAP,
    /** The first process in it. */
    A_FORKS_FIRST_PROCESS;

    Optional<ProcessHandle> in(Process build, Stage stage) {
      String mark =
          this == THE_FIREWALL || this == THE_FIREWALLS_BUBBLEWRAP ? "--as-pid-1" : "--args 8";
      Optional<ProcessHandle> bubblewrap =
          build
              .descendants()
              .filter(process -> isBubblewrap(process) && commandLine(process).contains(mark))
              .filter(process -> process.parent().filter(Victim::isBubblewrap).isEmpty())
              .findFirst();
      return this == THE_FIREWALL || this == A_FORKS_FIRST_PROCESS
          ? bubblewrap.flatMap(process -> process.children().findFirst())
          : bubblewrap.filter(process -> !isStarting(stage) || hasStartedItsChild(process));
    }

    private static boolean isStarting(Stage stage) {
      return stage == Stage.THE_FIREWALL_STARTS || stage == Stage.A_FORK_STARTS;
    }

    /** Before that, a child of bubblewrap's waits for it, and would go on waiting without it. */
    private static boolean hasStartedItsChild(ProcessHandle bubblewrap) {
      return bubblewrap
          .children()
          .anyMatch(child -> !isBubblewrap(child) || child.children().findAny().isPresent());
    }

    private static boolean isBubblewrap(ProcessHandle process) {
      return process.info().command().orElse("").endsWith("/bwrap");
    }
  }

  @TempDir private static Path folder;
  private static OrdinaryUser user;
  private static TestProject project;

  @BeforeAll
  static void compile() throws Exception {
    user = OrdinaryUser.ofThisRun();
    project =
        new TestProject(folder.resolve("killed"), Optional.of(user))
            .pom(TestPom.of("killed").withoutEngine())
            .test("WaitingTest", KilledBuildIT.WAITS);
    MavenRun run = project.run("verify", "-Dwait=0", "-Dsandbox.kind=namespaces");
    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("");
  }

  /** A build that has come to a stage. */
  private static Process at(Stage stage, Path log, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(GOALS);
    arguments.addAll(List.of(more));
    if (stage == Stage.FILES_ARE_TAKEN) {
      arguments.addAll(List.of("-Dwait=0", "-Dsize=500000000"));
    }
    Files.deleteIfExists(project.path("target/large"));
    Process build = project.maven(arguments.toArray(String[]::new)).start(log);
    while (!stage.isReached(build, log)) {
      assertThat(build.isAlive()).as("the build ended before: %s", Files.readString(log)).isTrue();
      Thread.sleep(2);
    }
    return build;
  }

  @ParameterizedTest
  @CsvSource({
    "THE_FIREWALL_STARTS, KILL",
    "THE_FIREWALL_STARTS, TERM",
    "A_FORK_STARTS, KILL",
    "A_FORK_STARTS, TERM",
    "A_TEST_RUNS, KILL",
    "A_TEST_RUNS, TERM",
    "A_TEST_RUNS, INT",
    "FILES_ARE_TAKEN, KILL",
    "FILES_ARE_TAKEN, TERM"
  })
  void nothingIsLeftOfABuildThatIsKilled(Stage stage, String signal) throws Exception {
    Path log = folder.resolve("log");
    Process build = at(stage, log);

    CommandLine.of("kill", "-" + signal, Long.toString(build.pid())).output();

    assertThat(build.waitFor()).isNotZero();
    awaitEnd();
    if (signal.equals("KILL")) {
      // Nobody is there to remove folders; the next build does.
      MavenRun next = project.run("--offline", "sandbox:prepare", "-Dsandbox.kind=namespaces");
      assertThat(next.exitCode()).as(next.output()).isZero();
    }
    assertThat(user.sandboxes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "THE_FIREWALL_STARTS, THE_FIREWALL",
    "THE_FIREWALL_STARTS, THE_FIREWALLS_BUBBLEWRAP",
    "A_FORK_STARTS, THE_FIREWALL",
    "A_FORK_STARTS, THE_FIREWALLS_BUBBLEWRAP",
    "A_FORK_STARTS, A_FORKS_BUBBLEWRAP",
    "A_FORK_STARTS, A_FORKS_FIRST_PROCESS",
    "A_TEST_RUNS, THE_FIREWALL",
    "A_TEST_RUNS, THE_FIREWALLS_BUBBLEWRAP",
    "A_TEST_RUNS, A_FORKS_BUBBLEWRAP",
    "A_TEST_RUNS, A_FORKS_FIRST_PROCESS",
    "FILES_ARE_TAKEN, THE_FIREWALL",
    "FILES_ARE_TAKEN, THE_FIREWALLS_BUBBLEWRAP"
  })
  void noBuildPassesThatLosesAProcessOfItsSandbox(Stage stage, Victim victim) throws Exception {
    Path log = folder.resolve("log");
    Process build = at(stage, log, "-Dwait=5000");
    Optional<ProcessHandle> found = victim.in(build, stage);
    while (found.isEmpty()) {
      assertThat(build.isAlive()).as("there was none: %s", Files.readString(log)).isTrue();
      Thread.sleep(1);
      found = victim.in(build, stage);
    }

    assertThat(found.get().destroyForcibly()).isTrue();

    assertThat(build.waitFor()).as(Files.readString(log)).isNotZero();
    awaitEnd();
    assertThat(user.sandboxes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"THE_WAY_OUT", "MAVEN"})
  void aWayOutEndsWithTheBuildAndTheBuildFailsThatLosesIt(String killed) throws Exception {
    Path log = folder.resolve("log");
    Process build =
        at(Stage.A_TEST_RUNS, log, "-Dwait=5000", "-Dsandbox.allow=out 198.51.100.10:8080/tcp");
    List<ProcessHandle> ways = ways();
    assertThat(ways).isNotEmpty();

    (killed.equals("MAVEN") ? List.of(build.toHandle()) : ways)
        .forEach(ProcessHandle::destroyForcibly);

    assertThat(build.waitFor()).as(Files.readString(log)).isNotZero();
    awaitEnd();
    if (killed.equals("THE_WAY_OUT")) {
      assertThat(log)
          .content()
          .contains("pasta, the way out of the tests' network, ended before the tests");
      assertThat(user.sandboxes()).isEmpty();
    }
  }

  private static List<ProcessHandle> ways() {
    return user.processes().stream()
        .filter(process -> commandLine(process).contains("--ns-ifname="))
        .toList();
  }

  /** Waits a while for the end of all processes of sandboxes. */
  private static void awaitEnd() throws Exception {
    long limit = System.nanoTime() + LIMIT.toNanos();
    while (!user.processes().isEmpty() && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
    assertThat(user.processes()).extracting(ProcessHandle::info).isEmpty();
  }
}
