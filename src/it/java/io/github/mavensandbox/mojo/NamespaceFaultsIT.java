package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OrdinaryUser;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each tool that makes a sandbox of namespaces, failing: the build fails and says what failed, no
 * test runs, and nothing is left behind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NamespaceFaultsIT {

  private static final Path SOURCE = Path.of("src/it/programs/faults/faulty.c");
  private static final String BUNDLE = "-tools-linux-";

  private Path folder;
  private TestProject project;
  private OrdinaryUser user;
  private Path repository;
  private Path bundle;
  private Path good;

  /** What a build needs has to be in the repository before that is the ordinary user's. */
  @BeforeAll
  void make(@TempDir Path temporary) throws Exception {
    assumeTrue(OrdinaryUser.isOther(), "only root can make a network with another host in it");
    folder = temporary.toRealPath();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    project =
        new TestProject(Files.createDirectories(folder.resolve("project")), Optional.empty())
            .pom(
                TestPom.of("faulty")
                    .withoutEngine()
                    .withConfiguration(
                        """
                        <kind>namespaces</kind>
                        <network>
                          <allow combine.self="override"><rule>out 198.51.100.10:8080/tcp</rule></allow>
                        </network>
                        """))
            .test("RunTest", "@Test void runs() { System.out.println(\"the test runs\"); }");
    MavenRun filling = project.run("clean", "verify", "-Dsandbox.skip");
    assertThat(filling.hasSucceeded()).as(filling.output()).isTrue();
    user = OrdinaryUser.in(folder);
    user.give(project.path(""));
    repository = user.repository();
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    try (Stream<Path> files = Files.walk(repository)) {
      bundle =
          files
              .filter(file -> file.toString().endsWith(BUNDLE + architecture + ".tar.gz"))
              .findFirst()
              .orElseThrow();
    }
    good = Files.createDirectories(folder.resolve("good"));
    CommandLine.of("tar", "-xzf", bundle.toString(), "-C", good.toString()).output();
  }

  private CommandLine maven(String... more) throws IOException, InterruptedException {
    return user.runs(
        project
            .tests(more)
            .with("--offline", "-Dmaven.repo.local=" + repository)
            .with("-Dsandbox.engine=/there/is/none"));
  }

  /** In a network of its own, out of which there is a way. */
  private MavenRun run(CommandLine command) throws Exception {
    project.remove("target/surefire-reports");
    project.remove("target/sandbox");
    return MavenRun.awaited(
        command
            .by(List.of("sh", "-c", Script.named("outer-network"), "outer-network"))
            .by(List.of("unshare", "--net", "--mount"))
            .start());
  }

  private void isClosed(MavenRun run, String reason) throws Exception {
    assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
    assertThat(run.output()).contains(reason).doesNotContain("the test runs");
    assertThat(leftBehind()).isEmpty();
  }

  /** Folders of runs, and processes that were started in one of this test's folders. */
  private List<String> leftBehind() throws Exception {
    // The firewall ends by itself when Maven is gone.
    Thread.sleep(500);
    try (Stream<Path> runs = Files.exists(runs()) ? Files.walk(runs(), 2) : Stream.empty();
        Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return Stream.concat(
              runs.filter(path -> runs().relativize(path).getNameCount() == 2).map(Path::toString),
              processes
                  .filter(path -> path.getFileName().toString().matches("[0-9]+"))
                  .map(NamespaceFaultsIT::commandLine)
                  .filter(words -> words.contains(folder + "/home/")))
          .toList();
    }
  }

  private Path runs() {
    return user.home().resolve(".cache/sandbox-maven-plugin/run");
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      // It has ended in between.
      return "";
    }
  }

  /**
   * Packs the bundle anew, with a program in it that is faulty, or is missing.
   *
   * @param calls the program, and the words that begin the calls of it that are meant
   */
  private void damage(String calls, String fault) throws Exception {
    String program = calls.split(" ")[0];
    Path changed = folder.resolve("changed");
    CommandLine.of("rm", "-rf", changed.toString()).output();
    CommandLine.of("cp", "-a", good.toString(), changed.toString()).output();
    boolean busybox = program.equals("busybox");
    Path broken = changed.resolve(busybox ? "sandbox/bin" : "namespaces/bin").resolve(program);
    Files.move(broken, broken.resolveSibling(program + ".real"));
    if (!fault.equals("missing")) {
      String only = calls.substring(program.length()).strip();
      CommandLine compiler =
          CommandLine.of("gcc", "-O2", "-o", broken.toString(), "-DFAULT=\"" + fault + "\"")
              .with("-DONLY=\"" + only + "\"", SOURCE.toString());
      // As what it stands for is: there is no loader where that runs.
      (busybox ? compiler.with("-static") : compiler).output();
    }
    pack(changed);
  }

  private void pack(Path from) throws Exception {
    CommandLine.of("tar", "-czf", bundle.toString(), "-C", from.toString())
        .with("sandbox", "namespaces")
        .output();
    user.give(bundle);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "bwrap,   fails,   it is faulty",
    "bwrap,   missing, bwrap",
    "bwrap,   alone,   temporarily unavailable); let the user have more processes (ulimit -u)",
    "bwrap --unshare-user --uid, alone, the tests' network could not be locked: bwrap: Creating new",
    "bwrap --args, alone, bwrap: Creating new namespace failed: Resource temporarily unavailable",
    "bwrap --args, fails, The forked VM terminated without properly saying goodbye",
    "busybox unshare -n, fails,   the tests' network could not be locked: it is faulty",
    "busybox unshare -n, nothing, 'the tests'' network could not be locked: '",
    "busybox unshare -n, skips,   the tests' network could not be locked: ",
    "busybox unshare -n, alone,   the tests' network could not be locked: ",
    "busybox unshare -m, fails,   the tests' way out is not as it should be: it is faulty",
    "busybox unshare -m, skips,   the tests' way out is not as it should be: sandbox: the kernel",
    "busybox nsenter,    fails,   the tests' way out is not as it should be: it is faulty",
    "busybox nsenter,    skips,   the tests' way out is not as it should be: unshare: unshare",
    "prlimit, fails,   prlimit does not run on this machine: it is faulty",
    "prlimit, hangs,   prlimit does not end on this machine",
    "prlimit, missing, has no programs that make namespaces",
    "ip,      fails,   the tests' network could not be locked: it is faulty",
    "ip,      missing, the tests' network could not be locked: ",
    "pasta,   fails,   'the tests'' network has no way out, pasta does not start: it is faulty'",
    "pasta,   nothing, 'the tests'' network has no way out, pasta does not start: '",
    "pasta,   missing, pasta"
  })
  void a_faulty_tool_fails_the_build_before_a_test_runs(String calls, String fault, String reason)
      throws Exception {
    damage(calls, fault);

    isClosed(run(maven()), reason);
  }

  /** Nothing has looked at a way out then. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "busybox unshare -m, fails,   it is faulty",
    "busybox unshare -m, nothing, The forked VM terminated without properly saying goodbye",
    "busybox unshare -m, skips,   'sandbox: the kernel mounts no /proc here; the JVM was not started'",
    "busybox unshare -m, alone,   The forked VM terminated without properly saying goodbye",
    "busybox nsenter,    fails,   it is faulty",
    "busybox nsenter,    skips,   unshare(0x20000): Operation not permitted"
  })
  void a_fork_that_cannot_enter_starts_no_jvm(String calls, String fault, String reason)
      throws Exception {
    damage(calls, fault);

    isClosed(run(maven("-Dsandbox.allow=none")), reason);
  }

  @Test
  void without_a_fault_the_test_runs() throws Exception {
    pack(good);

    MavenRun run = run(maven());

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(run.output()).contains("the test runs");
    assertThat(leftBehind()).isEmpty();
  }

  @Test
  void a_full_disk_fails_the_build_before_a_test_runs() throws Exception {
    pack(good);
    Path disk = Files.createDirectories(folder.resolve("disk"));

    isClosed(onDisk(disk, "4m", "true"), "No space left on device");
    // The tools are there, and have filled nearly all of it.
    isClosed(onDisk(disk, "40m", "\"$@\"; cat /dev/zero >fill"), "No space left on device");
  }

  private MavenRun onDisk(Path disk, String size, String before) throws Exception {
    String script =
        "mount -t tmpfs -o size=%s,mode=1777 disk '%s'; (cd '%s'; %s) >/dev/null 2>&1; exec \"$@\""
            .formatted(size, disk, disk, before.replace("\"$@\"", "(cd \"$OLDPWD\" && \"$@\")"));
    return run(
        maven().variable("XDG_CACHE_HOME", disk.toString()).by(List.of("sh", "-c", script, "sh")));
  }
}
