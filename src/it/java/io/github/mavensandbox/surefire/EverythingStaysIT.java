package io.github.mavensandbox.surefire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.KindUnderTest;
import io.github.mavensandbox.it.maven.Maven;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OnlyContainers;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Script;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a POM has Surefire and Failsafe do, they do in the sandbox. Most of the projects are
 * built twice, without it and in it, and have to report the same; that their tests find what the
 * POM gives them, those tests see to themselves.
 */
@Timeout(300)
class EverythingStaysIT {

  private static final String GO_ON = "-Dmaven.test.failure.ignore";

  /** What a test of the project jupiter asks for. */
  private static final String GIVEN = "-Dof.the.command.line=plain";

  /** A heap has whole regions of the garbage collector. */
  private static final long REGIONS = 64L << 20;

  private static final String PRODUCT = "it-product-sandbox:1";

  /**
   * What is of the caller, and another one inside. In namespaces tests have the user's own home, or
   * rather an empty folder in its place.
   */
  private static final List<String> OF_THE_CALLER =
      KindUnderTest.isNamespaces()
          ? List.of("PATH", "MAVEN_CMD_LINE_ARGS")
          : List.of("PATH", "MAVEN_CMD_LINE_ARGS", "HOME", "user.home");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"5.14.4", "6.1.3"})
  void jupiterAndWhatAPomCanTellSurefire(String version) throws Exception {
    ComparedProject project = new ComparedProject("jupiter", folder.resolve("größer, mit 漢字"));
    String[] options = {"verify", GO_ON, GIVEN, "-Djunit.version=" + version, "-Ddb.password=hush"};
    Path outside = project.outside(options);
    MavenRun inside = project.run(options);

    assertThat(runs(project.target(), inside)).isEqualTo(Map.of("surefire:test default-test", 1));
    assertSame(project, outside);
    Reports reports = Reports.in(project.target());
    assertThat(reports.count("Surroundings")).isEqualTo(11);
    assertThat(reports.count("[failure ")).as("failed").isEqualTo(1);
    assertThat(reports.count("[error ")).as("in error").isEqualTo(1);
    assertThat(reports.count("[flakyFailure ")).as("passed at the second attempt").isEqualTo(1);
    assertThat(reports.count("[skipped ")).as("skipped").isEqualTo(2);
    assertThat(reports.count("isInAnExcludedGroup")).isZero();

    Properties facts = facts(project.target());
    assertThat(facts).isNotEmpty().doesNotContainValue("of the caller").doesNotContainValue("hush");
    assertThat(facts(outside)).containsValue("of the caller").containsValue("hush");
    assertThat(facts.getProperty("jupiter")).isEqualTo("false " + version);
    assertThat(Long.parseLong(facts.getProperty("heap")))
        .as("the JVM's default heap")
        .isCloseTo(Long.parseLong(facts(outside).getProperty("heap")), within(REGIONS));
    for (String callers : OF_THE_CALLER) {
      assertThat(facts.getProperty(callers))
          .as(callers)
          .isNotEqualTo(facts(outside).getProperty(callers));
    }
    String name = facts(outside).getProperty("user.name");
    if (!name.equals("root")) {
      assertThat(facts.getProperty("user.name")).isEqualTo(name);
    }
    assertThat(Files.readString(project.target().resolve("site/jacoco/jacoco.csv")))
        .isEqualTo(Files.readString(outside.resolve("site/jacoco/jacoco.csv")))
        .contains(",it,Adder,");
  }

  /** In namespaces by the variables, of which the machine's own JVMs know what they mean. */
  @Test
  @OnlyContainers("the machine's JVMs take the language from the environment")
  void theLanguageIsThatOfMaven() throws Exception {
    ComparedProject project = new ComparedProject("jupiter", folder.resolve("project"));
    String german = "-Duser.language=de -Duser.country=DE";
    String[] arguments = {"verify", GO_ON, GIVEN, "-Dtest=SurroundingsTest#facts"};
    MavenRun.awaited(project.maven(arguments).variable("JAVA_TOOL_OPTIONS", german).start());

    Properties facts = facts(project.target());
    assertThat(facts.getProperty("user.language")).isEqualTo("de");
    assertThat(facts.getProperty("user.country")).isEqualTo("DE");
  }

  /** Of a reactor; a secret is in no container. Podman rounds times to microseconds. */
  @Test
  void whatGitTracksIsThereAsItLies() throws Exception {
    TestProject project =
        new TestProject(folder.resolve("reactor"))
            .reactor(List.of("lib", "app"))
            .module(TestPom.of("lib"))
            .module(TestPom.of("app"))
            .file("lib/src/main/java/Lib.java", "class Lib {}")
            .file("app/LICENSE.txt", "free")
            .file("app/data/a.csv", "1")
            .file("app/src/test/resources/real/run.sh", "echo")
            .file("app/.env", "password")
            .file("app/conf/.env", "password")
            .test(
                "app",
                "FilesTest",
                """
                @Test
                void areThere() throws Exception {
                  assertEquals("free", Files.readString(Path.of("LICENSE.txt")));
                  assertEquals("1", Files.readString(Path.of("data/a.csv")));
                  assertTrue(Files.exists(Path.of("../lib/src/main/java/Lib.java")));
                  assertTrue(Files.exists(Path.of("../pom.xml")));
                  Files.writeString(Path.of("data/b.csv"), "2");
                }

                @Test
                void areAsTheyLie() throws Exception {
                  Path resources = Path.of("src/test/resources");
                  Path run = resources.resolve("real/run.sh");
                  assertTrue(Files.isExecutable(run));
                  assertEquals(
                      java.time.Instant.parse("2020-02-02T02:02:02.123456Z"),
                      Files.getLastModifiedTime(run).toInstant());
                  assertEquals("real", Files.readSymbolicLink(resources.resolve("folder")).toString());
                  assertEquals(
                      "../../../data/a.csv",
                      Files.readSymbolicLink(resources.resolve("file")).toString());
                  assertEquals("none", Files.readSymbolicLink(resources.resolve("dangling")).toString());
                  assertEquals("1", Files.readString(resources.resolve("file")));
                  assertTrue(Files.isDirectory(resources.resolve("empty")));
                  try (RandomAccessFile file = new RandomAccessFile("src/test/sparse", "r")) {
                    assertEquals(100 << 20, file.length());
                    file.seek(99 << 20);
                    assertEquals(7, file.read());
                  }
                }

                @Test
                void areNoSecrets() {
                  boolean tracks = !Boolean.getBoolean("namespaces");
                  assertFalse(tracks && Files.exists(Path.of("conf/.env")));
                  assertThrows(IOException.class, () -> new FileReader(tracks ? "untracked.properties" : "no/such"));
                  assertFalse(tracks && Files.exists(Path.of("src/test/resources/hidden")));
                  assertFalse(tracks && Files.exists(Path.of("../.git")));
                  assertFalse(tracks && Files.exists(Path.of("src/test/resources/outside")));
                }
                """);
    Path resources = project.path("app/src/test/resources");
    Path run = resources.resolve("real/run.sh");
    Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setLastModifiedTime(run, FileTime.from(Instant.parse("2020-02-02T02:02:02.123456Z")));
    Files.createDirectory(resources.resolve("empty"));
    Path secret = Files.writeString(folder.resolve("secret"), "password");
    for (Map.Entry<String, String> link :
        Map.of(
                "folder", "real",
                "file", "../../../data/a.csv",
                "dangling", "none",
                "hidden", "../../../.env",
                "outside", secret.toString())
            .entrySet()) {
      Files.createSymbolicLink(resources.resolve(link.getKey()), Path.of(link.getValue()));
    }
    try (RandomAccessFile sparse =
        new RandomAccessFile(project.path("app/src/test/sparse").toFile(), "rw")) {
      sparse.setLength(100 << 20);
      sparse.seek(99 << 20);
      sparse.write(7);
    }
    CommandLine.of("git", "init", "--quiet", project.path("").toString()).output();
    CommandLine.of("git", "-C", project.path("").toString(), "add", "--force", ".").output();
    project.file("app/untracked.properties", "password");

    MavenRun passed = project.run("verify", "-Dnamespaces=" + KindUnderTest.isNamespaces());

    assertThat(passed.hasSucceeded()).as(passed.output()).isTrue();
    assertThat(passed.output()).contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0");
    assertThat(passed.lines().stream().filter(line -> line.contains("tests looked for")))
        .hasSize(KindUnderTest.isNamespaces() ? 0 : 1)
        .allMatch(
            line ->
                line.contains("'untracked.properties'")
                    && line.contains("there outside of the sandbox: to send"));

    MavenRun refused = project.run("verify", "-Dsandbox.test.files=no/such/file");

    assertThat(refused.hasSucceeded()).isFalse();
    assertThat(refused.output())
        .contains(
            "a JVM for the tests could not be started: '"
                + project.path("app/no/such/file")
                + "', which <test><files> (sandbox.test.files) names, is not there; correct the path");
  }

  /** An orphan that is not reaped stays a zombie, and counts as alive. */
  @Test
  void whatAChildProcessLeavesBehindEnds() throws Exception {
    MavenRun run =
        new TestProject(folder.resolve("project"))
            .pom(TestPom.of("orphans"))
            .test(
                "OrphanTest",
                """
                @Test
                void ends() throws Exception {
                  Process shell = new ProcessBuilder("sh", "-c", "sleep 0.2 >&- 2>&- & echo $!").start();
                  String orphan = new String(shell.getInputStream().readAllBytes()).strip();
                  shell.waitFor();
                  for (int i = 0; i < 50 && new File("/proc/" + orphan).exists(); i++) {
                    Thread.sleep(100);
                  }
                  assertFalse(new File("/proc/" + orphan).exists());
                }
                """)
            .run("verify");

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
  }

  @Test
  void testsResolveArtifactsOfTheLocalRepository() throws Exception {
    TestProject project =
        new TestProject(folder.resolve("project"))
            .pom(
                TestPom.of("resolving")
                    .withDependencies(
                        """
                        <dependency>
                          <groupId>org.jboss.shrinkwrap.resolver</groupId>
                          <artifactId>shrinkwrap-resolver-impl-maven</artifactId>
                          <version>3.3.4</version>
                          <scope>test</scope>
                        </dependency>
                        """)
                    .withConfiguration("<test><resolve>true</resolve></test>"))
            .test(
                "ResolvesTest",
                """
                @Test
                void whatThePomHas() {
                  File[] files =
                      org.jboss.shrinkwrap.resolver.api.maven.Maven.resolver()
                          .loadPomFromFile("pom.xml")
                          .resolve("org.junit.jupiter:junit-jupiter")
                          .withTransitivity()
                          .asFile();
                  assertTrue(Arrays.stream(files).anyMatch(f -> f.getName().startsWith("opentest4j")));
                }
                """);
    if (KindUnderTest.isNamespaces()) {
      project.test(
          "WritesTest",
          """
          @Test
          void whatTheyFoundOut() throws Exception {
            Files.writeString(Path.of(System.getProperty("maven.repo.local"), "found-out"), "");
          }
          """);
    }
    MavenRun run = project.run("verify");

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(run.lines()).anyMatch(line -> line.contains("nothing was blocked"));
    assertThat(project.repository().resolve("found-out")).doesNotExist();
  }

  /** They report otherwise than today's do, but inside as outside. */
  @ParameterizedTest
  @CsvSource({"2.22.2, 5.9.3", "3.2.5, 5.14.4", "3.5.4, 5.14.4"})
  void olderVersionsOfSurefireWithOneJvm(String surefire, String junit) throws Exception {
    ComparedProject project = new ComparedProject("jupiter", folder.resolve("project"));
    String[] options = {
      "verify", GO_ON, GIVEN, "-Dsurefire.version=" + surefire, "-Djunit.version=" + junit
    };
    Path outside = project.outside(options);
    MavenRun inside = project.run(options);

    assertThat(runs(project.target(), inside)).isEqualTo(Map.of("surefire:test default-test", 1));
    assertSame(project, outside);
    assertThat(inside.lines()).anyMatch(line -> line.contains(":" + surefire + ":test "));
    assertThat(Reports.in(project.target()).count("Surroundings")).isEqualTo(11);
  }

  /** The one that Maven 3.8 has where a POM names none. */
  @Test
  void aVersionOfSurefireBeforeJupiter() throws Exception {
    ComparedProject project = new ComparedProject("oldest", folder.resolve("größer"));
    String[] options = {"verify", GO_ON, GIVEN, "-Dsurefire.version=2.12.4"};
    Path outside = project.outside(options);
    MavenRun inside = project.run(options);

    assertThat(runs(project.target(), inside)).isEqualTo(Map.of("surefire:test default-test", 1));
    assertSame(project, outside);
    Reports reports = Reports.in(project.target());
    assertThat(reports.count("[failure ")).as("failed").isEqualTo(1);
    assertThat(reports.count("[error ")).as("in error").isEqualTo(1);
  }

  @Test
  void oneJvmInPlaceOfWhatWouldBeOutside() throws Exception {
    ComparedProject project = new ComparedProject("oldest", folder.resolve("project"));
    String[] options = {"verify", GO_ON, GIVEN, "-Dsurefire.version=2.22.1", "-DforkMode=never"};
    MavenRun refused = project.run(options);
    MavenRun inside =
        MavenRun.awaited(project.maven(options).with("-Dsandbox.test.oneJvm").start());

    assertThat(refused.hasSucceeded()).isFalse();
    assertThat(refused.output()).contains("forkMode never", "<testOneJvm>true</testOneJvm>");
    assertThat(inside.output())
        .contains(
            "one JVM runs all tests of surefire:test (default-test), in place of forkMode never (sandbox.test.oneJvm)");
    assertThat(runs(project.target(), inside)).isEqualTo(Map.of("surefire:test default-test", 1));
    assertThat(Reports.in(project.target()).count("[failure ")).isEqualTo(1);
  }

  @Test
  void junit4InParallelAndInSeveralForks() throws Exception {
    ComparedProject project = new ComparedProject("junit4", folder.resolve("project"));
    Path outside = project.outside("verify", GO_ON);
    MavenRun inside = project.run("verify", GO_ON);

    assertThat(runs(project.target(), inside))
        .as("one JVM lists the classes")
        .isEqualTo(Map.of("surefire:test default-test", 3));
    assertSame(project, outside);
    assertThat(Reports.in(project.target()).count("[failure ")).isEqualTo(2);
  }

  @Test
  void testNg() throws Exception {
    ComparedProject project = new ComparedProject("testng", folder.resolve("project"));
    Path outside = project.outside("verify", GO_ON);
    MavenRun inside = project.run("verify", GO_ON);

    assertThat(runs(project.target(), inside)).isEqualTo(Map.of("surefire:test default-test", 1));
    assertSame(project, outside);
    assertThat(Reports.in(project.target()).count("[failure ")).isEqualTo(1);
    assertThat(names(project.target().resolve("surefire-reports")))
        .as("the tests' own reports")
        .contains("testng-results.xml", "own/index.html")
        .isEqualTo(names(outside.resolve("surefire-reports")));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void severalExecutionsOfSurefireAndFailsafe() throws Exception {
    ComparedProject project = new ComparedProject("executions", folder.resolve("project"));
    Path outside = project.outside("verify", GO_ON);
    Path coverage = project.target().resolveSibling("jacoco-it.exec");
    assertThat(coverage).isNotEmptyFile();
    Files.delete(coverage);
    MavenRun inside = project.run("verify", GO_ON);

    assertThat(runs(project.target(), inside))
        .as("JVMs by execution")
        .isEqualTo(
            Map.of(
                "surefire:test default-test", 4, // One lists the classes.
                "surefire:test isolated", 1,
                "surefire:test class-path", 1,
                "surefire:test concurrent", 1,
                "failsafe:integration-test default", 1));
    assertSame(project, outside);
    try (Stream<Path> left = Files.list(project.target().resolve("left"))) {
      assertThat(left.count()).as("files of 3 classes in 4 executions").isEqualTo(12);
    }
    assertThat(inside.lines())
        .noneMatch(line -> line.contains("left out") || line.contains("stayed as it was"));
    assertThat(Files.readAllLines(project.target().resolve("tests.log")))
        .as("lines of 3 classes in 4 executions")
        .hasSize(12)
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(outside.resolve("tests.log")));
    for (String site : List.of("jacoco", "jacoco-it")) {
      String measured = "site/" + site + "/jacoco.csv";
      assertThat(Files.readString(project.target().resolve(measured)))
          .as(site)
          .isEqualTo(Files.readString(outside.resolve(measured)))
          .contains(",it,Program,");
    }
  }

  @Test
  void whatAnEarlierBuildLeftIsReplacedOrNamed() throws Exception {
    ComparedProject project = new ComparedProject("executions", folder.resolve("project"));
    String[] options = {"surefire:test@isolated", "-Dtest=FirstTest"};
    Path log = project.target().resolve("tests.log");
    MavenRun first = project.run("test-compile", "sandbox:prepare", options[0], options[1]);
    assertThat(first.hasSucceeded()).as(first.output()).isTrue();
    assertThat(log).hasContent("First");

    MavenRun second = project.run("sandbox:prepare", options[0], "-Dtest=SecondTest");
    String seen = KindUnderTest.isNamespaces() ? "First\nSecond" : "Second";
    assertThat(log).hasContent(seen);
    assertThat(second.lines()).noneMatch(line -> line.contains("stayed as it was"));

    Files.writeString(log, "of another step");
    MavenRun third = project.run("sandbox:prepare", options[0], "-Dtest=ThirdTest");
    assertThat(log).hasContent("of another step");
    assertThat(third.lines())
        .filteredOn(line -> line.contains("stayed as it was"))
        .singleElement()
        .asString()
        .contains("'target/tests.log'");
  }

  @Test
  void whatIsWantedAndWhatACrashLeavesComeBack() throws Exception {
    ComparedProject project = new ComparedProject("jupiter", folder.resolve("project"));
    Path module = project.target().getParent();
    Path snapshot = Files.createDirectories(module.resolve("src/test/snapshots")).resolve("a.json");
    Files.writeString(snapshot, "an older one");

    MavenRun run =
        project.run(
            "verify",
            "-Dtest=Crashes",
            "-Dsandbox.test.take=src/test/snapshots,target/generated-docs");

    assertThat(run.hasSucceeded()).as(run.output()).isFalse();
    assertThat(run.lines())
        .anyMatch(
            line ->
                line.contains(
                    "tests can replace every file in what <test><take> names (src/test/snapshots, target/generated-docs)"));
    assertThat(names(module.resolve("src/test/snapshots")))
        .containsExactly("a.json", "deep/b.json");
    assertThat(snapshot).hasContent("new");
    assertThat(module.resolve("src/test/other.json")).doesNotExist();
    assertThat(names(project.target().resolve("generated-docs"))).containsExactly("a.adoc");
    assertThat(project.target().resolve("generated-sources/A.java")).doesNotExist();
    try (Stream<Path> files = Files.list(module)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as(run.output())
          .anyMatch(name -> name.matches("hs_err_pid[0-9]+[.]log"));
    }
  }

  @Test
  void failsafesVerifyFailsTheBuild() throws Exception {
    ComparedProject project = new ComparedProject("executions", folder.resolve("project"));
    Path outside = project.outside("verify", "-Dtest=FirstTest");
    MavenRun inside = project.run("verify", "-Dtest=FirstTest");

    assertThat(inside.hasSucceeded()).isFalse();
    assertSame(project, outside);
  }

  @Test
  void theModulePath() throws Exception {
    ComparedProject project = new ComparedProject("modules", folder.resolve("project"));
    Path outside = project.outside("verify", GO_ON);
    MavenRun inside = project.run("verify", GO_ON);

    assertThat(runs(project.target(), inside))
        .as("one JVM tells the names of jars as modules")
        .isEqualTo(Map.of("surefire:test default-test", 2));
    assertSame(project, outside);
    assertThat(Reports.in(project.target()).count("[failure ")).isEqualTo(1);
    assertThat(inside.lines()).noneMatch(line -> line.contains("left out"));
  }

  @ParameterizedTest
  @CsvSource({"1, true, 1", "2, false, 2"})
  void aReactorInThreads(int forks, boolean reused, int jvms) throws Exception {
    ComparedProject project = new ComparedProject("reactor", folder.resolve("project"));
    MavenRun inside =
        project.run("verify", "-T", "2", "-DforkCount=" + forks, "-DreuseForks=" + reused);

    assertThat(inside.hasSucceeded()).as(inside.output()).isTrue();
    for (String module : List.of("lib", "app", "other")) {
      assertThat(runs(project.target(module), inside))
          .as("where each class has a JVM, another one lists them")
          .isEqualTo(Map.of("surefire:test default-test", jvms));
    }
  }

  @Test
  void failuresAndExitsAreToldAsEver() throws Exception {
    ComparedProject project = new ComparedProject("jupiter", folder.resolve("project"));
    for (String tests : List.of("-Dtest=OutcomesTest#fails", "-Dtest=Exits")) {
      MavenRun outside = project.run("verify", "-Dsandbox.skip", tests);
      MavenRun inside = project.run("verify", tests);

      assertThat(errors(inside)).as(tests).isNotEmpty().isEqualTo(errors(outside));
      assertThat(inside.lines())
          .as(tests)
          .contains("[INFO] surefire:test (default-test): nothing was blocked");
    }
    MavenRun skipped = project.run("verify", "-DskipTests");
    assertThat(skipped.hasSucceeded()).as(skipped.output()).isTrue();
    assertThat(skipped.lines()).contains("[INFO] Tests are skipped.");
  }

  /** Where the JVM is, and by which command it was started, is what has changed. */
  private static List<String> errors(MavenRun run) {
    return run.lines().stream()
        .filter(line -> line.startsWith("[ERROR]"))
        .map(Reports::withoutTimes)
        .filter(line -> !line.contains("Command was "))
        .filter(line -> !line.matches("\\[ERROR] \\s+at .*"))
        .toList();
  }

  @Test
  void aDebuggerAttachesFromOutside() throws Exception {
    ComparedProject project = new ComparedProject("jupiter", folder.resolve("project"));
    int port = freePort();
    Process build =
        project
            .maven(
                "verify",
                "-Dtest=SurroundingsTest#temporaryFolders",
                "-Dmaven.surefire.debug=-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address="
                    + "localhost:"
                    + port)
            .start();
    // Read from the start: a build that nobody listens to stops when the pipe is full.
    CompletableFuture<MavenRun> ended = CompletableFuture.supplyAsync(() -> awaited(build));
    Optional<VirtualMachine> jvm = attached(build, port);
    if (jvm.isEmpty()) {
      build.descendants().forEach(ProcessHandle::destroy);
      build.destroy();
    }
    jvm.ifPresent(VirtualMachine::dispose);
    MavenRun run = ended.get();

    assertThat(jvm).as(run.output()).isPresent();
    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(Reports.in(project.target()).cases())
        .anyMatch(line -> line.endsWith("SurroundingsTest.temporaryFolders(Path)[]"));
  }

  private static MavenRun awaited(Process build) {
    try {
      return MavenRun.awaited(build);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Tries until the JVM waits for it, or there never will be one. */
  private static Optional<VirtualMachine> attached(Process build, int port) throws Exception {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(found -> found.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    long limit = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (build.isAlive() && System.nanoTime() < limit) {
      try {
        return Optional.of(connector.attach(arguments));
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    return Optional.empty();
  }

  @Test
  @OnlyContainers("for namespaces an ordinary user runs all of these")
  void anOrdinaryUserRunsMaven() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root") && !EngineUnderTest.isPodman(),
        "only root can become another user, whom Docker's socket lets in");
    ComparedProject project = new ComparedProject("jupiter", folder.resolve("project"));
    String[] options = {"sandbox:check", GIVEN, "-Dtest=SurroundingsTest", "--offline"};
    MavenRun before = project.run("test", "sandbox:check", "-Dsandbox.skip", GIVEN, GO_ON);
    assertThat(before.hasSucceeded()).as(before.output()).isTrue();
    Path repository = Files.createDirectory(folder.resolve("repository"));
    give(folder, 12345);

    CommandLine maven =
        project
            .maven("test", "-Dmaven.repo.local=" + repository)
            .with(options)
            .by(
                List.of(
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    Script.named("as-another-user"),
                    "as-another-user",
                    Maven.repository().toString(),
                    repository.toString(),
                    folder.toString()))
            .variable(
                "SOCKET",
                Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), "/var/run/docker.sock")
                    .replaceFirst("^unix://", ""));
    MavenRun run = MavenRun.awaited(maven.start());

    assertThat(run.hasSucceeded()).as(run.output()).isTrue();
    assertThat(runs(project.target(), run)).isEqualTo(Map.of("surefire:test default-test", 1));
    assertThat(Files.getAttribute(project.target().resolve("facts/facts.properties"), "unix:uid"))
        .isEqualTo(12345);
  }

  private static void give(Path folder, int user) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.setAttribute(file, "unix:uid", user);
        Files.setAttribute(file, "unix:gid", user);
      }
    }
  }

  @Test
  @OnlyContainers("the goal test runs tests in the program's image")
  void testsRunAgainInTheProgramsImage() throws Exception {
    ComparedProject project = new ComparedProject("product", folder.resolve("project"));
    try {
      MavenRun inside = project.run("verify");

      assertThat(runs(project.target(), inside))
          .as(inside.output())
          .isEqualTo(Map.of("surefire:test default-test", 2));
      Path again = project.target().resolve("sandbox");
      assertThat(Reports.in(again).cases()).hasSize(4);
      assertThat(Reports.in(again))
          .isEqualTo(Reports.in(project.target().resolve("surefire-reports")));
    } finally {
      EngineUnderTest.removeImages(PRODUCT);
    }
  }

  private static void assertSame(ComparedProject project, Path outside) throws Exception {
    Reports inside = Reports.in(project.target());
    assertThat(inside.cases()).isNotEmpty().isEqualTo(Reports.in(outside).cases());
    assertThat(inside.texts()).isNotEmpty().isEqualTo(Reports.in(outside).texts());
  }

  /** How many JVMs each execution had in the sandbox. */
  private static Map<String, Integer> runs(Path target, MavenRun build) throws IOException {
    Map<String, Integer> forks = new java.util.TreeMap<>();
    Path runs = target.resolve("sandbox/runs");
    assertThat(runs).as(build.output()).isDirectory();
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> all = Files.list(runs)) {
      all.forEach(folders::add);
    }
    for (Path run : folders) {
      JsonNode json = new ObjectMapper().readTree(run.resolve("run.json").toFile());
      assertThat(json.path("problems")).isEmpty();
      forks.merge(
          json.path("goal").asText() + " " + json.path("execution").asText(),
          json.path("forks").asInt(),
          Integer::sum);
    }
    return forks;
  }

  private static Properties facts(Path target) throws IOException {
    Properties facts = new Properties();
    try (Reader reader = Files.newBufferedReader(target.resolve("facts/facts.properties"))) {
      facts.load(reader);
    }
    return facts;
  }
}
