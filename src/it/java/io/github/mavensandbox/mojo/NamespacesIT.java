package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OrdinaryUser;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Script;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests in namespaces: an ordinary user's build, with no engine anywhere. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NamespacesIT {

  private static final String NAMESPACES = "<kind>namespaces</kind>";

  /** Calls an address that the policy does not allow; no packet leaves the sandbox. */
  private static final String CALL =
      """
      static void call(String address) throws Exception {
        try (Socket socket = new Socket()) {
          assertThrows(ConnectException.class, () -> socket.connect(new InetSocketAddress(address, 80), 5000));
        }
      }
      """;

  @TempDir private Path folder;
  private TestProject project;
  private OrdinaryUser user;

  /** What a build needs has to be in the repository before that is the ordinary user's. */
  @BeforeAll
  static void fill(@TempDir Path folder) throws Exception {
    MavenRun run =
        new TestProject(folder, Optional.empty())
            .pom(
                TestPom.of("filling")
                    .withPlugins(
                        """
                        <plugin>
                          <groupId>org.codehaus.mojo</groupId>
                          <artifactId>build-helper-maven-plugin</artifactId>
                          <version>3.6.2</version>
                          <executions><execution><goals><goal>parse-version</goal></goals></execution></executions>
                        </plugin>
                        """)
                    .withPlugin(
                        "maven-failsafe-plugin",
                        "<executions><execution><goals><goal>integration-test</goal><goal>verify</goal></goals></execution></executions>"))
            .test("NothingTest", "@Test void nothing() {}")
            .run("clean", "verify", "-Dsandbox.skip");
    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
  }

  @BeforeEach
  void make() throws Exception {
    folder = folder.toRealPath();
    user = OrdinaryUser.in(folder);
    project =
        new TestProject(Files.createDirectories(folder.resolve("project")), Optional.of(user));
  }

  private CommandLine maven(String... arguments) throws Exception {
    return project
        .maven(arguments)
        .with("--offline", "-Dsandbox.engine=/there/is/none")
        .variable("LANG", "C.UTF-8")
        .withoutVariable("LC_ALL");
  }

  private MavenRun run(String... arguments) throws Exception {
    return MavenRun.awaited(maven(arguments).start());
  }

  private static TestPom pom() {
    return TestPom.of("namespaces").withoutEngine().withConfiguration(NAMESPACES);
  }

  @Test
  void a_blocked_call_of_either_family_is_named_and_fails_the_build() throws Exception {
    project
        .pom(pom())
        .test(
            "CallTest",
            CALL
                + """
                @Test
                void calls() throws Exception {
                  call("198.51.100.7");
                  call("2001:db8::7");
                }
                """);

    MavenRun run = run("verify");

    assertThat(run.hasSucceeded()).isFalse();
    assertThat(run.lines())
        .contains("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
        .anyMatch(
            line -> line.contains("it:namespaces:1: blocked out tcp 198.51.100.7:80 (1 packet"))
        .anyMatch(
            line -> line.contains("it:namespaces:1: blocked out tcp [2001:db8::7]:80 (1 packet"))
        .anyMatch(line -> line.matches(".* at it[.]CallTest[.].*, in test it[.]CallTest#calls"));
    assertThat(run.failures()).singleElement().asString().contains("2 violations of the policy");
    assertThat(left()).isEmpty();
  }

  @Test
  void tests_run_on_this_machines_java_as_this_user_and_leave_what_they_write_in_target()
      throws Exception {
    project
        .pom(pom())
        .file("src/data.txt", "before")
        .file("target/there.txt", "before")
        .test(
            "FilesTest",
            """
            @Test
            void writes() throws Exception {
              Files.writeString(Path.of("target/facts.txt"), String.join("\\n",
                  System.getProperty("java.home"), System.getProperty("user.home"), InetAddress.getLocalHost().toString().replaceAll(".*/", ""), new TreeSet<>(System.getenv().keySet()).toString()));
              Files.writeString(Path.of("target/there.txt"), "after");
              Files.writeString(Path.of("target/classes/Planted.class"), "after");
              Files.writeString(Path.of("src/data.txt"), "after");
              Files.writeString(Path.of(System.getProperty("user.home"), "file"), "after");
              Files.createSymbolicLink(Path.of("target/link"), Path.of("/etc/passwd"));
              assertEquals("after", Files.readString(Path.of("src/data.txt")));
            }
            """)
        .file("src/main/java/it/Main.java", "package it; class Main {}");

    MavenRun run = run("verify");

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(Files.readAllLines(project.path("target/facts.txt")))
        .containsExactly(
            Path.of(System.getProperty("java.home")).toRealPath().toString(),
            user.home().toString(),
            "127.0.0.1",
            "[HOME, LANG, PATH, TZ]");
    assertThat(project.path("target/there.txt")).hasContent("before");
    assertThat(project.path("src/data.txt")).hasContent("before");
    assertThat(project.path("target/classes/Planted.class")).doesNotExist();
    assertThat(project.path("target/link")).doesNotExist();
    assertThat(user.home().resolve("file")).doesNotExist();
    assertThat(left()).isEmpty();
  }

  /** As sdkman has a JDK, Maven its repository, and most people their projects. */
  @Test
  void a_server_and_a_program_of_the_machine_that_the_sandbox_lacks_are_named() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("programs"));
    Path program = Files.writeString(programs.resolve("of-the-machine"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      project
          .pom(pom())
          .test(
              "LocalTest",
              """
              @Test
              void calls() {
                assertThrows(IOException.class, () -> new Socket("127.0.0.1", %d).close());
                assertThrows(IOException.class, () -> new Socket("127.0.0.1", 1).close());
                assertThrows(IOException.class, () -> new ProcessBuilder("of-the-machine").start());
                assertThrows(IOException.class, () -> new ProcessBuilder("of-nobody").start());
                assertThrows(IOException.class, () -> new ProcessBuilder("%s").start());
              }
              """
                  .formatted(server.getLocalPort(), program));

      MavenRun run =
          MavenRun.awaited(
              maven("verify").variable("PATH", System.getenv("PATH") + ":" + programs).start());

      assertThat(run.hasSucceeded()).as(run.output()).isTrue();
      assertThat(run.lines())
          .filteredOn(line -> line.contains("a call to localhost:"))
          .singleElement()
          .asString()
          .contains("localhost:" + server.getLocalPort() + " was refused in the sandbox");
      assertThat(run.lines())
          .filteredOn(line -> line.contains("tests could not start"))
          .singleElement()
          .asString()
          .contains("tests could not start 'of-the-machine', which this machine has");
    }
  }

  @Test
  void a_blocked_host_is_not_reachable_and_who_asked_is_named() throws Exception {
    project
        .pom(pom())
        .test(
            "ReachableTest",
            """
            @Test
            void asks() throws Exception {
              assertFalse(InetAddress.getByName("198.51.100.7").isReachable(500));
              assertFalse(InetAddress.getByName("2001:db8::7").isReachable(500));
              assertTrue(InetAddress.getByName("127.0.0.1").isReachable(500));
              assertTrue(InetAddress.getByName("::1").isReachable(500));
            }
            """);

    MavenRun run = run("verify");

    assertThat(run.lines())
        .contains("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
        .anyMatch(line -> line.contains("it:namespaces:1: blocked out tcp 198.51.100.7:7 ("))
        .anyMatch(line -> line.contains("it:namespaces:1: blocked out tcp [2001:db8::7]:7 ("))
        .anyMatch(line -> line.contains("at it.ReachableTest.asks"));
  }

  @Test
  void a_toolchain_is_the_jdk_of_the_tests_and_no_container_silently_has_another()
      throws Exception {
    Path jdk = folder.resolve("other jdk");
    CommandLine.of(
            Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
            "--add-modules=java.se,jdk.unsupported,java.instrument",
            "--output=" + jdk)
        .run();
    project
        .pom(
            pom()
                .withSurefire(
                    "<configuration><jdkToolchain><vendor>it</vendor></jdkToolchain></configuration>"))
        .file(
            "toolchains.xml",
            """
            <toolchains>
              <toolchain>
                <type>jdk</type>
                <provides><vendor>it</vendor></provides>
                <configuration><jdkHome>%s</jdkHome></configuration>
              </toolchain>
            </toolchains>
            """
                .formatted(jdk))
        .test(
            "JdkTest",
            CALL
                + """
                @Test
                void runs() throws Exception {
                  assertEquals("%s", System.getProperty("java.home"));
                  call("198.51.100.7");
                }
                """
                    .formatted(jdk));

    MavenRun inside = run("verify", "--toolchains", "toolchains.xml");
    MavenRun none = run("verify");
    Path pom = project.path("pom.xml");
    Files.writeString(pom, Files.readString(pom).replace("<kind>namespaces<", "<kind>containers<"));
    MavenRun container = run("verify", "--toolchains", "toolchains.xml");

    assertThat(inside.lines())
        .contains("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
        .anyMatch(line -> line.matches(".* at it[.]JdkTest[.].*, in test it[.]JdkTest#runs"));
    assertThat(none.failures())
        .singleElement()
        .asString()
        .contains("no toolchain is a JDK of <jdkToolchain> {vendor=it}; add one to toolchains.xml");
    assertThat(container.failures())
        .singleElement()
        .asString()
        .contains(
            "give <test><image>eclipse-temurin:%d-jdk</image></test>, or set sandbox.kind to namespaces"
                .formatted(Runtime.version().feature()));
  }

  @Test
  void a_jdk_a_repository_and_a_project_below_the_home_are_there_and_nothing_else_of_it()
      throws Exception {
    Path jdks = Files.createDirectories(user.home().resolve(".sdkman/candidates/java"));
    Path jdk = jdks.resolve("a jdk");
    CommandLine.of("cp", "-a", Path.of(System.getProperty("java.home")).toRealPath() + "", jdk + "")
        .output();
    Files.createSymbolicLink(jdks.resolve("current"), jdk);
    Files.writeString(user.home().resolve(".sdkman/token"), "secret");
    project =
        new TestProject(
                Files.createDirectories(user.home().resolve("work/project")), Optional.of(user))
            .pom(pom())
            .test(
                "HomeTest",
                """
                @Test
                void looks() throws Exception {
                  List<String> said = new ArrayList<>(List.of(System.getProperty("java.home"), System.getProperty("user.dir"), System.getProperty("maven.repo.local")));
                  said.add(new File(System.getProperty("maven.repo.local"), "org").isDirectory() + "");
                  for (String folder : List.of("", ".sdkman", ".sdkman/candidates/java", ".m2", "work")) {
                    said.add(new TreeSet<>(List.of(new File(System.getProperty("user.home"), folder).list())).toString());
                  }
                  Files.write(Path.of("target/said.txt"), said);
                }
                """);
    user.give(user.home());

    MavenRun run =
        MavenRun.awaited(
            maven("verify").variable("JAVA_HOME", jdks.resolve("current").toString()).start());

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(Files.readAllLines(project.path("target/said.txt")))
        .containsExactly(
            jdk.toString(),
            project.path("").toString(),
            user.repository().toString(),
            "true",
            "[.m2, .sdkman, work]",
            "[candidates]",
            "[a jdk]",
            "[a repository, settings.xml]",
            "[project]");
    assertThat(left()).isEmpty();
  }

  @Test
  void what_is_the_machines_cannot_be_reached() throws Exception {
    Path programs = Path.of("src/it/programs/holes");
    project
        .pom(pom())
        .file("holes.sh", Files.readString(programs.resolve("holes.sh")))
        .file("prepare.sh", Files.readString(programs.resolve("prepare.sh")))
        .test(
            "HolesTest",
            """
            @Test
            void tries() throws Exception {
              Process tries = new ProcessBuilder("sh", "holes.sh", System.getProperty("user.dir"), System.getProperty("holes.repository"), System.getProperty("holes.process"))
                  .redirectErrorStream(true).redirectOutput(new File("target/holes.txt")).start();
              assertEquals(0, tries.waitFor());
            }
            """);
    // Before there is anything in the project's target.
    assertThat(run("test-compile").hasSucceeded()).isTrue();
    CommandLine prepare =
        user.runs(
            CommandLine.of(
                "sh",
                project.path("prepare.sh").toString(),
                project.path("").toString(),
                user.repository().toString()));
    Process prepared = prepare.start();
    try (BufferedReader said = prepared.inputReader()) {
      String process = said.readLine().replace("ready ", "");
      String[] outside =
          user.runs(
                  CommandLine.of(
                      "sh",
                      project.path("holes.sh").toString(),
                      project.path("").toString(),
                      user.repository().toString(),
                      process))
              .output()
              .split("\n");

      MavenRun run =
          run("verify", "-Dholes.repository=" + user.repository(), "-Dholes.process=" + process);

      assertThat(run.lines()).anyMatch(line -> line.contains("Tests run: 1, Failures: 0"));
      // Each is open to a program of the same user's, so each that is held is held by the sandbox.
      assertThat(outside).hasSizeGreaterThan(20).allMatch(line -> line.startsWith("open "));
      assertThat(Files.readAllLines(project.path("target/holes.txt")))
          .containsExactly(
              Stream.of(outside)
                  .map(line -> line.replaceFirst("open", "held"))
                  .toArray(String[]::new));
    } finally {
      prepared.getOutputStream().close();
      prepared.waitFor();
    }
  }

  @Test
  void a_signal_to_a_fork_reaches_its_jvm_and_its_shutdown_hooks_run() throws Exception {
    project
        .pom(pom())
        .test(
            "HookTest",
            """
            @Test
            void waits() throws Exception {
              Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                  Files.writeString(Path.of("target/hook.txt"), "ran");
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
              System.out.println("the test waits");
              Thread.sleep(600_000);
            }
            """);
    Process build = maven("verify").start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader said = build.inputReader()) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lines.add(line);
        if (line.contains("the test waits")) {
          fork(build).destroy();
        }
      }
    }

    assertThat(build.waitFor()).as(String.join("\n", lines)).isEqualTo(1);
    assertThat(lines).anyMatch(line -> line.contains("Process Exit Code: 143"));
    assertThat(project.path("target/hook.txt")).hasContent("ran");
    assertThat(left()).isEmpty();
  }

  /** The script that Surefire started. */
  private static ProcessHandle fork(Process build) {
    return build
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").endsWith("/start"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothing_runs_on_when_maven_is_killed() throws Exception {
    project
        .pom(pom())
        .test(
            "WaitTest",
            """
            @Test
            void waits() throws Exception {
              System.out.println("the test waits");
              Thread.sleep(600_000);
            }
            """);
    Process build = maven("verify").start();
    List<ProcessHandle> running = List.of();
    try (BufferedReader said = build.inputReader()) {
      for (String line = said.readLine();
          line != null && running.isEmpty();
          line = said.readLine()) {
        if (line.contains("the test waits")) {
          running = build.descendants().toList();
          // Not only the script that started it.
          running.stream()
              .filter(
                  process -> process.info().commandLine().orElse("").contains("plexus-classworlds"))
              .forEach(ProcessHandle::destroyForcibly);
          build.toHandle().destroyForcibly();
        }
      }
    }

    assertThat(running).hasSizeGreaterThan(5);
    long limit = System.nanoTime() + 30_000_000_000L;
    while (running.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < limit) {
      Thread.sleep(50);
    }
    assertThat(running.stream().filter(ProcessHandle::isAlive).map(ProcessHandle::info)).isEmpty();
    // The next build tidies up.
    project.remove("src/test/java/it/WaitTest.java");
    project.test("NothingTest", "@Test void nothing() {}");
    MavenRun next = run("clean", "verify");
    assertThat(next.hasSucceeded()).as(next.output()).isTrue();
    assertThat(left()).isEmpty();
  }

  @Test
  void forks_side_by_side_and_one_after_the_other_run_every_class_once() throws Exception {
    project
        .pom(pom().withProperties("<surefire.version>3.6.1</surefire.version>"))
        .test("OneTest", "@Test void one() {}")
        .test("TwoTest", "@Test void two() {}")
        .test("ThreeTest", "@Test void three() {}");

    MavenRun run = run("verify", "-DforkCount=2", "-DreuseForks=false");

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(run.lines()).contains("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(left()).isEmpty();
  }

  @Test
  void auto_means_namespaces_where_nothing_stands_against_them() throws Exception {
    project
        .pom(TestPom.of("namespaces").withoutEngine())
        .test("NothingTest", "@Test void nothing() {}");
    String auto = "-Dsandbox.kind=auto";

    MavenRun withoutChoice =
        MavenRun.awaited(
            project.maven("verify", "--offline", auto, "-Dsandbox.engine=auto").start());

    assertThat(withoutChoice.lines())
        .contains(
            "[INFO] tests run in namespaces of this machine's kernel (sandbox.kind auto)",
            "[INFO] surefire:test (default-test): nothing was blocked");
    assertThat(run("process-test-classes", auto).output())
        .contains(
            "there is no sandbox for the tests. Namespaces: only containers have <engine>; remove"
                + " that. Containers: /there/is/none: there is no such file, correct sandbox.engine;"
                + " run 'mvn sandbox:doctor' to see what is missing");
    assertThat(run("process-test-classes", auto, "-Dsandbox.whenNoEngine=skip").output())
        .contains(
            "the tests run WITHOUT the sandbox: sandbox.whenNoEngine=skip, and there is no sandbox"
                + " for the tests. Namespaces: only containers have <engine>");
    assertThat(
            run(
                    "process-test-classes",
                    "-Dsandbox.kind=namespaces",
                    "-Dsandbox.whenNoEngine=skip",
                    "-Dsandbox.cpus=2")
                .output())
        .contains(
            "the tests run WITHOUT the sandbox: sandbox.whenNoEngine=skip, and tests cannot run in"
                + " namespaces: only containers have <cpus>");
  }

  @Test
  void what_the_agent_makes_of_classes_is_known_to_forks_and_not_by_them() throws Exception {
    project
        .pom(pom())
        .test(
            "ClassesTest",
            """
            @Test
            void writes() throws Exception {
              Path classes = Path.of("/sandbox/agent.classes");
              assertTrue(Files.size(classes) > 0);
              assertThrows(IOException.class, () -> Files.write(classes, new byte[1]));
              assertThrows(IOException.class, () -> Files.delete(classes));
            }
            """);
    String loaded = "-DargLine=-Xlog:class+load:file=target/loaded.txt";

    assertThat(run("verify", loaded).hasSucceeded()).isTrue();
    Path kept = kept();
    byte[] bytes = Files.readAllBytes(kept);
    MavenRun again = run("verify", loaded);

    assertThat(again.hasSucceeded()).as(again.output()).isTrue();
    assertThat(kept()).isEqualTo(kept).hasBinaryContent(bytes);
    assertThat(project.path("target/loaded.txt"))
        .content()
        .contains("io.github.mavensandbox.agent.PreparedClasses ")
        .doesNotContainPattern("[^.]org[.]objectweb[.]asm[.]");
    // Where it cannot be kept, a fork finds out by itself.
    Files.delete(kept);
    Files.setPosixFilePermissions(kept.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));
    project.remove("src/test/java/it/ClassesTest.java");
    project.test("NothingTest", "@Test void nothing() {}");
    MavenRun without = run("clean", "verify", loaded);
    assertThat(without.hasSucceeded()).as(without.output()).isTrue();
    assertThat(without.lines())
        .anyMatch(line -> line.contains("the agent in the tests' JVMs takes longer to start: "));
    assertThat(project.path("target/loaded.txt"))
        .content()
        .containsPattern("[^.]org[.]objectweb[.]asm[.]");
    assertThat(left()).isEmpty();
  }

  private Path kept() throws IOException {
    try (Stream<Path> files =
        Files.list(user.home().resolve(".cache/sandbox-maven-plugin/agent"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  @Test
  void what_namespaces_cannot_do_is_refused_before_anything_starts() throws Exception {
    project.pom(pom()).test("NothingTest", "@Test void nothing() {}");

    assertThat(run("process-test-classes", "-Dsandbox.kind=cgroups").output()).contains("<kind>");
    project.pom(TestPom.of("namespaces").withoutEngine());
    assertThat(run("process-test-classes", "-Dsandbox.kind=cgroups").output())
        .contains("sandbox.kind 'cgroups' is none of: auto, containers, namespaces");
    assertThat(
            run("process-test-classes", "-Dsandbox.kind=namespaces", "-Dsandbox.memory=1g")
                .output())
        .contains(
            "tests cannot run in namespaces: only containers have <memory>; remove that, or set"
                + " sandbox.kind to containers");
    assertThat(
            run(
                    "process-test-classes",
                    "-Dsandbox.kind=namespaces",
                    "-Dsandbox.allow=in 203.0.113.0/24:8080/tcp")
                .output())
        .contains("nothing from outside can connect to tests in namespaces");
    assertThat(
            run(
                    "process-test-classes",
                    "-Dsandbox.kind=namespaces",
                    "-Dsandbox.allow=out nobody.invalid")
                .output())
        .contains("'nobody.invalid' of the policy does not resolve on this machine");
  }

  @Test
  void what_the_policy_allows_has_a_way_out_and_nothing_else_has() throws Exception {
    assumeTrue(OrdinaryUser.isOther(), "only root can make a network with another host in it");
    project
        .pom(
            pom()
                .withConfiguration(
                    NAMESPACES
                        + """
                          <network>
                            <allow combine.self="override">
                              <rule>out 198.51.100.10:8080/tcp</rule>
                              <rule>out [2001:db8:1::10]:8080/tcp</rule>
                              <rule>out 198.51.100.0/31</rule>
                            </allow>
                          </network>
                          """))
        .test(
            "WayTest",
            """
            @Test
            void calls() throws Exception {
              StringBuilder said = new StringBuilder();
              for (String at : List.of("198.51.100.10:8080", "[2001:db8:1::10]:8080", "198.51.100.11:8080", "198.51.100.1:7070", "192.0.2.1:7070", "127.0.0.1:7070", "[::1]:7070", "198.51.100.10:8081")) {
                try {
                  HttpURLConnection connection = (HttpURLConnection) new URL("http://" + at).openConnection();
                  connection.setConnectTimeout(5000);
                  said.append(at + " " + connection.getResponseCode() + "\\n");
                } catch (ConnectException e) {
                  said.append(at + " refused\\n");
                }
              }
              Files.writeString(Path.of("target/said.txt"), said);
            }
            """);

    MavenRun run =
        MavenRun.awaited(
            maven("verify")
                .by(
                    List.of(
                        "unshare",
                        "--net",
                        "sh",
                        "-c",
                        Script.named("outer-network"),
                        "outer-network"))
                .start());

    assertThat(run.lines())
        .as(run.output())
        .contains("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(project.path("target/said.txt"))
        .hasContent(
            """
            198.51.100.10:8080 200
            [2001:db8:1::10]:8080 200
            198.51.100.11:8080 refused
            198.51.100.1:7070 refused
            192.0.2.1:7070 refused
            127.0.0.1:7070 refused
            [::1]:7070 refused
            198.51.100.10:8081 refused
            """);
    // Calls to loopback are allowed, and are no violations.
    assertThat(run.failures()).singleElement().asString().contains("4 violations of the policy");
    assertThat(left()).isEmpty();
  }

  @Test
  void the_policy_that_an_audit_proposes_is_what_the_build_needs() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "makes networks");
    project
        .pom(pom())
        .test(
            "AuditedTest",
            """
            @Test
            void calls() throws Exception {
              for (String at : List.of("api.example.com", "198.51.100.11")) {
                assertEquals(200, ((HttpURLConnection) new URL("http://" + at + ":8080").openConnection()).getResponseCode());
              }
              assertThrows(UnknownHostException.class, () -> InetAddress.getByName("nowhere.invalid"));
            }
            """);

    MavenRun audited = outside("verify", "-Dsandbox.mode=audit");

    assertThat(audited.hasSucceeded()).as(audited.output()).isTrue();
    String proposed = Files.readString(project.path("target/sandbox/policy.xml"));
    assertThat(proposed)
        .contains(
            """
                <!-- it:namespaces:1, in test it.AuditedTest#calls -->
                <rule>out 198.51.100.11:8080/tcp</rule>
                <!-- it:namespaces:1, in test it.AuditedTest#calls -->
                <rule>out api.example.com:8080/tcp</rule>
            """)
        .contains("<rule>out nowhere.invalid</rule>");

    project.pom(pom().withConfiguration(NAMESPACES + proposed));
    MavenRun enforced = outside("verify");

    assertThat(enforced.hasSucceeded()).as(enforced.output()).isTrue();
    assertThat(enforced.lines()).anyMatch(line -> line.contains("nothing unexpected was blocked"));
    assertThat(left()).isEmpty();
  }

  @Test
  void a_server_of_this_machine_is_reached_at_localhost_and_no_other_port_of_it() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "makes networks");
    project
        .pom(
            pom()
                .withPlugins(
                    """
                    <plugin>
                      <groupId>org.codehaus.mojo</groupId>
                      <artifactId>build-helper-maven-plugin</artifactId>
                      <version>3.6.2</version>
                      <executions>
                        <execution>
                          <phase>pre-integration-test</phase>
                          <goals><goal>parse-version</goal></goals>
                          <configuration>
                            <propertyPrefix>server</propertyPrefix>
                            <versionString>7070.0.0</versionString>
                          </configuration>
                        </execution>
                      </executions>
                    </plugin>
                    """)
                .withPlugin(
                    "maven-failsafe-plugin",
                    "<executions><execution><goals><goal>integration-test</goal><goal>verify</goal></goals></execution></executions>")
                .withAllowed("out host:${server.majorVersion}/tcp</rule><rule>out host:7071"))
        .test("NothingTest", "@Test void nothing() {}")
        .test(
            "ServerIT",
            """
            @Test
            void calls() throws Exception {
              for (String at : List.of("localhost", "127.0.0.1", "[::1]")) {
                assertEquals(200, ((HttpURLConnection) new URL("http://" + at + ":7070").openConnection()).getResponseCode());
              }
              for (String at : List.of("127.0.0.1:7072", "[::1]:8080", "127.0.0.1:7071", "198.51.100.1:7070", "192.0.2.1:7070")) {
                HttpURLConnection connection = (HttpURLConnection) new URL("http://" + at).openConnection();
                connection.setConnectTimeout(5000);
                assertThrows(IOException.class, connection::getResponseCode, at);
              }
            }
            """);

    MavenRun run = outside("verify", "-Dsandbox.expect=out 198.51.100.1:7070,out 192.0.2.1:7070");

    assertThat(run.lines())
        .as(run.output())
        .contains("[INFO] Tests run: 1, Failures: 0, Errors: 0, Skipped: 0")
        .anyMatch(line -> line.contains("the property has no value yet, so these tests reach no "));
    assertThat(Files.readString(project.path("target/sandbox/report.json")))
        .contains("allow out host:7070/tcp");
    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(left()).isEmpty();
  }

  /** In a network of its own, with one other host and a name server that knows it. */
  private MavenRun outside(String... arguments) throws Exception {
    return MavenRun.awaited(
        maven(arguments)
            .by(
                List.of(
                    "unshare",
                    "--net",
                    "--mount",
                    "sh",
                    "-c",
                    Script.named("outer-network"),
                    "outer-network",
                    "sh",
                    "-c",
                    Script.named("outer-names"),
                    "outer-names"))
            .start());
  }

  @Test
  void a_machine_that_refuses_namespaces_is_told_before_anything_starts() throws Exception {
    project.pom(pom()).test("NothingTest", "@Test void nothing() {}");
    MavenRun unpacking = run("process-test-classes");
    assertThat(unpacking.hasSucceeded()).as(unpacking.output()).isTrue();

    MavenRun run =
        MavenRun.awaited(
            maven("process-test-classes")
                .by(user.refusedNamespaces(folder.resolve("filter")))
                .start());

    assertThat(run.failures())
        .singleElement()
        .asString()
        .contains(
            "tests cannot run in namespaces: this machine makes no namespaces for tests (bwrap: ",
            "); allow user namespaces and overlays in them, or set sandbox.kind to containers;"
                + " run 'mvn sandbox:doctor' to see what is missing");
  }

  /** What is left of the sandbox's: folders of runs, and processes of the user's. */
  private List<String> left() throws IOException {
    List<String> left = new ArrayList<>();
    Path runs = user.home().resolve(".cache/sandbox-maven-plugin/run");
    try (Stream<Path> sessions = Files.walk(runs, 2)) {
      sessions
          .filter(path -> runs.relativize(path).getNameCount() == 2)
          .forEach(path -> left.add(path.toString()));
    }
    return left;
  }
}
