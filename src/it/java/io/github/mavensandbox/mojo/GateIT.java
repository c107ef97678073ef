package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.OnlyContainers;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a build ends whose tests, or a library of theirs, call home. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class GateIT {

  private static final String BLOCKED =
      "blocked out tcp " + TestProject.address() + ":443 (1 packet, ";

  /** It only greets, as far as its users know. */
  private static final String LIBRARY =
      """
      package it;

      public final class Greeting {
        static {
          %s
        }

        public static String text() {
          return "hello";
        }
      }
      """;

  private static final String CALL =
      """
      try (var socket = new java.net.Socket("@address@", 443)) {
        socket.getOutputStream().write(1);
      } catch (java.io.IOException e) {
        // Nobody is to know.
      }
      """;

  @TempDir private static Path folder;
  private static TestProject project;

  @BeforeAll
  static void writeProject() throws Exception {
    project =
        new TestProject(folder.resolve("greeting"))
            .pom(TestPom.of("greeting"))
            .file("src/main/java/it/Greeting.java", LIBRARY.formatted(CALL))
            .test(
                "GreetingTest",
                """
                @Test
                void greets() {
                  assertEquals(System.getProperty("greeting", "hello"), Greeting.text());
                }
                """)
            .compile();
  }

  @Test
  void aLibraryThatCallsHomeFailsTheBuildAndWithoutTheCallItPasses() throws Exception {
    TestProject shop = new TestProject(folder.resolve("shop"));
    shop.reactor(List.of("library", "shop"))
        .module(TestPom.of("library"))
        .module(
            TestPom.of("shop")
                .withDependencies(
                    "<dependency><groupId>it</groupId><artifactId>library</artifactId><version>1</version></dependency>"))
        .file("library/src/main/java/it/Greeting.java", LIBRARY.formatted(CALL))
        .test(
            "shop",
            "ShopTest",
            "@Test void greets() { assertEquals(\"hello\", Greeting.text()); }");

    MavenRun calling = shop.run("verify");
    shop.file("library/src/main/java/it/Greeting.java", LIBRARY.formatted(""));
    MavenRun quiet = shop.run("verify");

    assertThat(calling.failures())
        .as(calling.output())
        .singleElement()
        .asString()
        .contains(":check ", " on project shop: 1 violation of the policy; ");
    assertThat(calling.output()).contains(BLOCKED);
    assertThat(Files.readString(shop.path("shop/target/sandbox/report.json")))
        .doesNotContain(TestProject.address());
    assertThat(quiet.exitCode()).as(quiet.output()).isZero();
    assertThat(quiet.output()).doesNotContain("blocked out");
    assertThat(calling.left()).isEmpty();
    assertThat(quiet.left()).isEmpty();
  }

  @Test
  void aViolationIsAWarningWhereItIsNotToFail() throws Exception {
    MavenRun run = project.run("verify", "-Dsandbox.failOnViolation=false");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.lines())
        .anyMatch(line -> line.startsWith("[WARNING]") && line.contains(BLOCKED))
        .anyMatch(
            line ->
                line.startsWith("[WARNING] 1 violation of the policy; ")
                    && line.endsWith("; no failure, since sandbox.failOnViolation is false"));
  }

  @Test
  void whatIsExpectedIsBlockedAndPasses() throws Exception {
    MavenRun run = project.runTests("-Dsandbox.expect=out " + TestProject.address() + ":443/tcp");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("expected out tcp " + TestProject.address() + ":443 (1 packet, ")
        .doesNotContain(BLOCKED);
  }

  @Test
  void whatIsExpectedToVanishRunsIntoATimeOutAndPasses() throws Exception {
    TestProject waiting =
        new TestProject(folder.resolve("waiting"))
            .pom(TestPom.of("waiting"))
            .test(
                "WaitingTest",
                """
                @Test
                void waits() throws Exception {
                  try (Socket socket = new Socket()) {
                    assertThrows(SocketTimeoutException.class, () -> socket.connect(new InetSocketAddress("@address@", 81), 300));
                  }
                }
                """);

    MavenRun run =
        waiting.run("verify", "-Dsandbox.expect=out " + TestProject.address() + ":81/tcp drop");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains(
            "nothing unexpected was blocked",
            "expected out tcp " + TestProject.address() + ":81 (1 packet, ");
    assertThat(Files.readString(waiting.path("target/sandbox/report.json")))
        .contains("\"out " + TestProject.address() + ":81/tcp drop\"");
  }

  @Test
  void whereTestsFailTheBlockedCallsAreToldAndSurefireHasTheLastWord() throws Exception {
    MavenRun run = project.run("verify", "-Dgreeting=hi");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains("maven-surefire-plugin:", ":test ", "There are test failures.");
    assertThat(run.output())
        .contains(BLOCKED, "GreetingTest.greets", "expected: <hi> but was: <hello>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          damaged ~ engine "$@" | LC_ALL=C sed -u 's/^4 out-logged/4 out-forgot/' ; exit
          cut ~ engine "$@" | { read -r ready; echo "$ready"; head -c 5000; } ; exit
          missing ~ engine "$@" | head -n 1 ; exit
          not adding up ~ engine "$@" | LC_ALL=C sed -u 's/^4 out-logged [0-9]/4 out-logged 7/' ; exit
          """)
  @OnlyContainers("an engine stands between Maven and the record")
  void aRecordThatCannotBeReliedOnFailsWhateverIsSet(String name, String instead) throws Exception {
    String engine =
        project.engine(
            name.replace(' ', '-') + "-record",
            "case \"$*\" in \"start --attach --interactive sandbox-tests-\"*) "
                + instead
                + " ;; esac");

    MavenRun run =
        project.runTests("-Dsandbox.failOnViolation=false", "-Dsandbox.engine=" + engine);

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":check ", "the result is not reliable: surefire:test (default-test): ");
    assertThat(run.left()).isEmpty();
  }

  @Test
  @OnlyContainers("the kernel ends what is in a namespace")
  void testsThatMayStillRunAreToldOnce() throws Exception {
    project.test("QuietTest", "@Test void passes() {}");
    String engine =
        project.engine(
            "never-kills", "case \"$1\" in kill) echo 'cannot kill' >&2; exit 1 ;; esac");

    MavenRun run = project.run("verify", "-Dtest=QuietTest", "-Dsandbox.engine=" + engine);

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":check ", "it is not known that all tests have ended: ", "cannot kill");
    assertThat(run.output()).doesNotContain("was not taken");
    assertThat(run.left()).isEmpty();
  }

  @Test
  @OnlyContainers("an engine ends the tests")
  void anEngineThatDoesNotManageAtOnceIsAskedAgain() throws Exception {
    project.test("QuietTest", "@Test void passes() {}");
    String engine =
        project.engine(
            "kills-late",
            "case \"$1\" in kill) mkdir '%s' && { echo busy >&2; exit 1; } ;; esac"
                .formatted(project.path("asked")));

    MavenRun run = project.run("verify", "-Dtest=QuietTest", "-Dsandbox.engine=" + engine);

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(project.path("asked")).exists();
    assertThat(run.left()).isEmpty();
  }

  @Test
  @OnlyContainers("an engine may be missing")
  void withoutAnEngineTestsOnlyRunWhereTheUserSaysSo() throws Exception {
    project.test("QuietTest", "@Test void passes() {}");
    String engine =
        "-Dsandbox.engine="
            + project.engine(
                "no-engine",
                "[ \"$1\" = --version ] || { echo 'Cannot connect to the Docker daemon' >&2; exit 1; }");

    MavenRun failing = project.run("verify", engine);
    MavenRun skipping =
        project.run("verify", engine, "-Dsandbox.whenNoEngine=skip", "-Dtest=QuietTest");

    assertThat(failing.failures())
        .as(failing.output())
        .singleElement()
        .asString()
        .contains(":prepare ", "Cannot connect to the Docker daemon");
    assertThat(skipping.exitCode()).as(skipping.output()).isZero();
    assertThat(skipping.lines())
        .anyMatch(line -> line.startsWith("[WARNING] the tests run WITHOUT the sandbox: "))
        .anyMatch(
            line -> line.startsWith("[WARNING] tests of this build ran outside of the sandbox: "));
  }

  @Test
  void skippingTheSandboxIsSaidTwice() throws Exception {
    project.test("QuietTest", "@Test void passes() {}");

    MavenRun run = project.run("verify", "-Dsandbox.skip", "-Dtest=QuietTest");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.lines())
        .filteredOn(line -> line.equals("[INFO] skipped: sandbox.skip is set"))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -Dsandbox.test.timeout=0 | sandbox.test.timeout '0' is not a number of seconds
          -Dsandbox.whenNoEngine=never | sandbox.whenNoEngine 'never' is none of: fail, skip
          """)
  void aSandboxThatCannotBeSetUpIsAnErrorInOneLine(String property, String line) throws Exception {
    assertRefused(project.runTests(property), line);
  }

  @Test
  @OnlyContainers("an image may be missing")
  void anImageThatTheEngineDoesNotHaveIsAnErrorInOneLine() throws Exception {
    assertRefused(
        project.runTests("-Dsandbox.test.image=docker://sandbox-dev/missing:1"),
        "base image 'docker://sandbox-dev/missing:1' is not in the engine");
  }

  private static void assertRefused(MavenRun run, String line) throws Exception {
    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":prepare ", line);
    assertThat(run.left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          create ~ case "$1" in create) ~ cannot make one
          copy ~ case "$*" in "cp"*" - "*) ~ cannot copy
          start ~ case "$1" in start) ~ the tests' network could not be locked: cannot start
          """)
  @OnlyContainers("an engine may fail")
  void anEngineThatFailsOnTheWayIsToldInOneLine(String name, String when, String line)
      throws Exception {
    String engine =
        project.engine(
            "failing-" + name,
            when + " echo '" + line.replaceFirst("^.*: ", "") + "' >&2; exit 1 ;; esac");

    assertNotStarted(project.runTests("-Dsandbox.engine=" + engine), line);
  }

  @Test
  @OnlyContainers("an engine has networks")
  void aNetworkThatTheEngineDoesNotHaveIsToldInOneLine() throws Exception {
    assertNotStarted(
        project.runTests("-Dsandbox.engineNetworks=no-such-network"),
        "the engine has no network 'no-such-network'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dsandbox.engineNetworks=host",
        "-Dsandbox.createArgs=--privileged",
        "-Dsandbox.memory=much"
      })
  @OnlyContainers("these are options of an engine")
  void whatCannotBeASandboxIsRefusedBeforeTheTests(String option) throws Exception {
    MavenRun run = project.runTests(option);

    assertThat(run.failures()).as(run.output()).singleElement().asString().contains(":prepare ");
    assertThat(run.failures().get(0)).contains(option.replaceFirst(".*=", ""));
    assertThat(run.output()).doesNotContain("Tests run: ");
    assertThat(run.left()).isEmpty();
  }

  @Test
  @OnlyContainers("an engine may hang")
  void anEngineThatDoesNotAnswerAnyMoreDoesNotHangTheBuild() throws Exception {
    String engine =
        project.engine(
            "hanging",
            "case \"$*\" in \"start --attach --interactive sandbox-fork-\"*) sleep 100 ;; esac");

    MavenRun run = project.runTests("-Dsandbox.engine=" + engine, "-Dsandbox.test.timeout=1");

    assertThat(run.failures()).as(run.output()).singleElement().asString().contains(":test ");
    assertThat(run.left()).isEmpty();
  }

  /** Surefire's own words only say that its JVM has said nothing. */
  private static void assertNotStarted(MavenRun run, String line) throws Exception {
    assertThat(run.exitCode()).isNotZero();
    assertThat(run.lines())
        .as(run.output())
        .filteredOn(said -> said.startsWith("[ERROR] a JVM for the tests could not be started: "))
        .singleElement()
        .asString()
        .contains(line);
    assertThat(run.output()).doesNotContain("Tests run: 1", "the record is not reliable");
    assertThat(run.left()).isEmpty();
  }
}
