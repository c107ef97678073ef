package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OnlyContainers;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that do their worst: a build of one module for each, and for each what has become of it.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HostileTestsIT {

  /** A module's name, and its only test. */
  private static final Map<String, String> TESTS = new LinkedHashMap<>();

  static {
    TESTS.put(
        "flood",
        """
        @Test
        void sends() throws Exception {
          InetAddress address = InetAddress.getByName("@address@");
          try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < 100_000; i++) {
              try {
                socket.send(new DatagramPacket(new byte[9], 9, address, 9999));
              } catch (IOException e) {
                // Blocked, as each of them.
              }
            }
          }
        }
        """);
    TESTS.put(
        "links",
        """
        @Test
        void plants() throws Exception {
          Path target = Path.of("target").toAbsolutePath();
          Path outside = Path.of("/tmp/outside");
          Files.createSymbolicLink(target.resolve("link"), Path.of("/etc/passwd"));
          Files.createDirectory(outside);
          Files.createSymbolicLink(target.resolve("folder"), outside);
          Files.writeString(target.resolve("folder/file"), "beyond the link");
          Files.writeString(target.resolve("good.txt"), "good");
          Files.createLink(target.resolve("hard.txt"), target.resolve("good.txt"));
          Files.writeString(target.resolve("..hidden"), "odd");
          Files.writeString(target.resolve("two\\nlines"), "odd");
          Files.createDirectories(target.resolve("classes"));
          Files.writeString(target.resolve("classes/Planted.class"), "planted");
          Files.writeString(target.resolve("links-1.jar"), "planted");
          assertEquals(0, new ProcessBuilder("/sandbox/bin/busybox", "mkfifo", "target/fifo").start().waitFor());
        }
        """);
    TESTS.put(
        "large",
        """
        @Test
        void fills() throws Exception {
          try (RandomAccessFile file = new RandomAccessFile("target/large", "rw")) {
            file.setLength(600L << 20);
          }
        }
        """);
    TESTS.put(
        "many",
        """
        @Test
        void fills() throws Exception {
          Path many = Files.createDirectories(Path.of("target/many"));
          for (int i = 0; i < 25_000; i++) {
            Files.createFile(many.resolve("file-" + i));
          }
        }
        """);
    TESTS.put(
        "leaves",
        """
        @Test
        void staysBehind() throws Exception {
          new ProcessBuilder("/sandbox/bin/busybox", "setsid", "/sandbox/bin/busybox", "sh", "-c",
              "trap '' TERM INT HUP; while :; do sleep 1; done").inheritIO().start();
          Thread daemon = new Thread(LeavesTest::sleep);
          daemon.setDaemon(true);
          daemon.start();
          new Thread(LeavesTest::sleep).start();
          Runtime.getRuntime().addShutdownHook(new Thread(LeavesTest::sleep));
        }

        static void sleep() {
          while (true) {
            try {
              Thread.sleep(1000);
            } catch (InterruptedException e) {
              // Not to be ended like this.
            }
          }
        }
        """);
    TESTS.put(
        "speaks",
        """
        @Test
        void speaksForSurefire() throws Exception {
          // Never closed: Surefire listens to it.
          OutputStream out = new FileOutputStream(FileDescriptor.out);
          StringBuilder flood = new StringBuilder();
          for (int i = 0; i < 100_000; i++) {
            flood.append(":maven-surefire-event:\\u000bsys-prop-run:normal-run:\\nflood ").append(i).append("\\n");
          }
          out.write(flood.toString().getBytes());
          out.write(":maven-surefire-event:\\u0003:bye:\\n".getBytes());
          out.flush();
          throw new IllegalStateException("a test that fails, whatever was said");
        }
        """);
    TESTS.put(
        "breaks",
        """
        @Test
        void doesNotWriteWhatTheSandboxIsMadeOf() {
          for (String file : List.of("/etc/hosts", "/etc/resolv.conf", "/sandbox/policy/rules4", "/sandbox/bin/busybox", "/sandbox/record")) {
            assertThrows(IOException.class, () -> Files.writeString(Path.of(file), "mine", StandardOpenOption.APPEND), file);
          }
          assertThrows(IOException.class, () -> Files.writeString(Path.of("/sandbox/record/counters"), "end"));
        }

        @Test
        void doesNotChangeTheRules() throws Exception {
          for (String tool : List.of("iptables", "ip6tables")) {
            Process process =
                new ProcessBuilder("/sandbox/lib/ld.so", "--library-path", "/sandbox/lib",
                    "/sandbox/bin/xtables-nft-multi", tool, "-F").redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            assertNotEquals(0, process.waitFor());
          }
        }

        @Test
        void doesNotEndWhatWatchesIt() throws Exception {
          new ProcessBuilder("/sandbox/bin/busybox", "kill", "-9", "1").start().waitFor();
          assertTrue(ProcessHandle.of(1).orElseThrow().isAlive());
        }
        """);
    TESTS.put("halts", "@Test void halts() { Runtime.getRuntime().halt(0); }");
    TESTS.put(
        "closes",
        """
        @Test
        void closes() throws Exception {
          new FileOutputStream(FileDescriptor.out).close();
          new FileInputStream(FileDescriptor.in).close();
        }
        """);
    TESTS.put("endless", "@Test void loops() { while (true) { Thread.onSpinWait(); } }");
  }

  @TempDir private static Path folder;
  private static TestProject project;
  private static MavenRun run;

  @BeforeAll
  static void build() throws Exception {
    project = new TestProject(folder.resolve("hostile"));
    project.reactor(List.copyOf(TESTS.keySet()));
    for (Map.Entry<String, String> test : TESTS.entrySet()) {
      String module = test.getKey();
      project
          .module(
              TestPom.of(module)
                  .withProperties(
                      module.equals("endless")
                          ? "<sandbox.test.timeout>20</sandbox.test.timeout>"
                          : "")
                  .withSurefire(
                      "<configuration><forkedProcessExitTimeoutInSeconds>3</forkedProcessExitTimeoutInSeconds></configuration>"))
          .test(module, testClass(module).replace("it.", ""), test.getValue());
    }
    run = project.run("--fail-at-end", "-T2", "verify");
  }

  private static String testClass(String module) {
    return "it." + module.substring(0, 1).toUpperCase(Locale.ROOT) + module.substring(1) + "Test";
  }

  private static List<String> failures(String module) {
    return run.failures().stream()
        .filter(line -> line.contains(" on project " + module + ": "))
        .toList();
  }

  private static String report(String module) throws IOException {
    return Files.readString(project.path(module + "/target/sandbox/report.json"));
  }

  private static List<Path> target(String module) throws IOException {
    Path target = project.path(module + "/target");
    try (Stream<Path> files = Files.walk(target)) {
      return files.toList();
    }
  }

  @Test
  void aFloodIsCountedToTheLastPacket() throws Exception {
    assertThat(failures("flood"))
        .singleElement()
        .asString()
        .contains(":check ", "1 violation of the policy; ");
    assertThat(run.output())
        .contains("blocked 100,000 packets that the policy does not allow")
        .containsPattern(
            "and 9[0-9],[0-9]{3} more packets out, all to [0-9.]+:9999, that the kernel counted");
    assertThat(report("flood")).contains("100000");
  }

  @Test
  void nothingButPlainFilesIsTaken() throws Exception {
    assertThat(failures("links")).isEmpty();
    assertThat(project.path("links/target/good.txt")).hasContent("good");
    assertThat(target("links"))
        .allMatch(
            file ->
                Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    assertThat(project.path("links/target/classes/Planted.class")).doesNotExist();
    assertThat(project.path("links/target/folder")).doesNotExist();
    assertThat(Path.of("/tmp/outside")).doesNotExist();
    assertThat(run.output())
        .contains("symbolic links left out", "hard link", "special file left out");
  }

  @Test
  void theHostsDiskIsNotFilled() throws Exception {
    assertThat(failures("large")).isEmpty();
    assertThat(project.path("large/target/large")).doesNotExist();
    assertThat(failures("many")).isEmpty();
    assertThat(target("many")).hasSizeBetween(19_000, 20_100);
    assertThat(run.output())
        .contains(
            "1 file that is too large left out: ",
            "the limit of 20000 files and directories is reached");
  }

  @Test
  void whatIsLeftBehindEnds() {
    assertThat(failures("leaves")).isEmpty();
  }

  @Test
  void whatIsSaidInSurefiresNameDoesNotMakeAFailingTestPass() {
    assertThat(failures("speaks")).singleElement().asString().contains(":test ");
  }

  @Test
  void theSandboxIsNotBroken() {
    assertThat(failures("breaks")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"halts", "closes", "endless"})
  void aJvmThatDoesNotEndWellFailsTheBuildAsItDoesOutside(String module) {
    assertThat(failures(module)).singleElement().asString().contains(":test ");
    // What Surefire says has many lines, and only the first names the project.
    assertThat(run.lines())
        .as(run.output())
        .contains(
            "[ERROR] The forked VM terminated without properly saying goodbye. VM crash or System.exit called?",
            "[ERROR] " + testClass(module));
  }

  @Test
  @OnlyContainers("a limit of memory")
  void whoNeedsMoreMemoryThanThereIsIsTold(@TempDir Path alone) throws Exception {
    assumeFalse(EngineUnderTest.ignoresLimits());
    MavenRun greedy =
        new TestProject(alone)
            .pom(
                TestPom.of("greedy")
                    .withProperties("<sandbox.memory>192m</sandbox.memory>")
                    .withSurefire("<configuration><argLine>-Xmx1g</argLine></configuration>"))
            .test(
                "GreedyTest",
                """
                @Test
                void takesAll() {
                  List<byte[]> all = new ArrayList<>();
                  while (true) {
                    byte[] more = new byte[1 << 20];
                    Arrays.fill(more, (byte) 1);
                    all.add(more);
                  }
                }
                """)
            .run("verify");

    assertThat(greedy.hasSucceeded()).isFalse();
    assertThat(greedy.output())
        .contains(
            "the kernel killed a process of the tests, as their container needed more than 192m of memory; give more by <memory>");
  }

  @Test
  void everyRunHasARecord() throws Exception {
    for (String module : TESTS.keySet()) {
      Path runs = project.path(module + "/target/sandbox/runs");
      try (Stream<Path> folders = Files.list(runs)) {
        Path only = folders.reduce((one, other) -> null).orElseThrow();
        assertThat(only.resolve("counters")).as(module).content().endsWith("end\n");
        assertThat(only.resolve("run.json")).as(module).content().contains("\"ended\"");
      }
    }
  }

  @Test
  void nothingIsLeft() throws Exception {
    assertThat(run.left()).isEmpty();
    assertThat(project.leftBehind()).isEmpty();
  }
}
