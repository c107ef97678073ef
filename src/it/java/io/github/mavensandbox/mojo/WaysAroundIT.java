package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
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

/**
 * Whatever would start tests outside of the sandbox is refused with what to change, or made to stay
 * inside, or the gate finds out.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WaysAroundIT {

  private static final String SUREFIRE = "maven-surefire-plugin";

  private static final String AFTER =
      " will run after the last sandbox:check of this module, so nothing judges what it tries to reach; ";

  /** A POM, and how the one line begins behind Maven's own words. */
  private record Mistake(TestPom pom, String line) {}

  private static final List<Mistake> MISTAKES =
      List.of(
          mistake(
              "no-fork",
              "<forkCount>0</forkCount>",
              "forkCount 0 runs the tests in Maven's own JVM, outside of the sandbox; give 1 or more"),
          mistake(
              "fork-mode",
              "<forkMode>never</forkMode>",
              "forkMode never runs the tests in Maven's own JVM, outside of the sandbox; remove it"),
          mistake(
              "jvm",
              "<jvm>/usr/bin/java</jvm>",
              "<jvm>/usr/bin/java</jvm> starts the tests outside of the sandbox; remove it"),
          new Mistake(
              TestPom.of("toolchain")
                  .withSurefire(
                      "<configuration><jdkToolchain><version>99</version></jdkToolchain></configuration>"),
              "no toolchain is a JDK of <jdkToolchain> {version=99}; add one to toolchains.xml"),
          mistake(
              "tcp",
              "<forkNode implementation='org.apache.maven.plugin.surefire.extensions.SurefireForkNodeFactory'/>",
              "<forkNode> has the tests call Maven over TCP, which the sandbox does not let pass; remove it"),
          mistake(
              "checker-native",
              "<enableProcessChecker>native</enableProcessChecker>",
              "enableProcessChecker native looks for Maven's process, which is not to be seen from the sandbox;"
                  + " remove it"),
          mistake(
              "checker-all",
              "<enableProcessChecker>all</enableProcessChecker>",
              "enableProcessChecker all looks for Maven's process"),
          new Mistake(
              TestPom.of("no-fork-in-execution")
                  .withSurefire(
                      "<executions><execution><id>more</id><configuration><forkCount>0.0C</forkCount>"
                          + "</configuration></execution></executions>"),
              SUREFIRE + ", execution more: forkCount 0.0C runs the tests in Maven's own JVM"),
          new Mistake(
              TestPom.of("no-fork-in-failsafe")
                  .withPlugin(
                      "maven-failsafe-plugin",
                      "<configuration><forkCount>0</forkCount></configuration>"),
              "maven-failsafe-plugin: forkCount 0 runs the tests in Maven's own JVM"),
          new Mistake(
              TestPom.of("list-is-lost")
                  .withSurefire(
                      "<version>3.6.0</version><configuration><reuseForks>false</reuseForks></configuration>"),
              SUREFIRE
                  + ": reuseForks false has version 3.6.0 run no test in the sandbox, since it loses the list of"
                  + " test classes; use 3.6.1 or newer, or have one JVM run all tests"),
          new Mistake(
              TestPom.of("list-is-lost-in-failsafe")
                  .withPlugin(
                      "maven-failsafe-plugin",
                      "<version>3.6.0</version><executions><execution><id>many</id><configuration>"
                          + "<forkCount>2</forkCount></configuration></execution></executions>"),
              "maven-failsafe-plugin, execution many: forkCount 2 has version 3.6.0 run no test"),
          new Mistake(
              TestPom.of("no-fork-by-property").withProperties("<forkCount>0</forkCount>"),
              "property: forkCount 0 runs the tests in Maven's own JVM"));

  private static Mistake mistake(String module, String configuration, String line) {
    return new Mistake(
        TestPom.of(module).withSurefire("<configuration>" + configuration + "</configuration>"),
        SUREFIRE + ": " + line);
  }

  /** Fails where a call may leave. */
  private static final String BLOCKED_CALL =
      """
      @Test
      void isBlocked() {
        assertThrows(ConnectException.class, () -> new Socket("@address@", 443).close());
      }
      """;

  @TempDir private static Path folder;
  private static TestProject plain;

  @BeforeAll
  static void writeProject() throws Exception {
    plain =
        new TestProject(folder.resolve("plain"))
            .pom(TestPom.of("plain"))
            .test("NothingTest", "@Test void passes() {}");
  }

  @Test
  void aMistakeInThePomIsRefusedWithWhatToChange() throws Exception {
    TestProject mistakes = new TestProject(folder.resolve("mistakes"));
    mistakes.reactor(MISTAKES.stream().map(mistake -> mistake.pom().artifact()).toList());
    for (Mistake mistake : MISTAKES) {
      mistakes.module(mistake.pom());
    }

    MavenRun run = mistakes.run("--fail-at-end", "sandbox:prepare");

    for (Mistake mistake : MISTAKES) {
      String project = " on project " + mistake.pom().artifact() + ": ";
      assertThat(run.failures())
          .as(run.output())
          .filteredOn(line -> line.contains(project))
          .singleElement()
          .asString()
          .contains(":prepare ", project + mistake.line());
    }
    assertThat(run.left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -DforkCount=0 | property: forkCount 0 runs the tests in Maven's own JVM, outside of the sandbox; give 1 or more
          -DforkMode=never | property: forkMode never runs the tests in Maven's own JVM
          -Djvm=/usr/bin/java | -Djvm chooses a JVM outside of the sandbox for the tests; leave it away
          """)
  void aPropertyOfTheCommandLineIsRefused(String property, String line) throws Exception {
    MavenRun run = plain.run("sandbox:prepare", property);

    assertThat(run.failures()).as(run.output()).singleElement().asString().contains(": " + line);
  }

  @Test
  void aPropertyOfMavensOwnJvmIsRefused() throws Exception {
    TestProject project =
        new TestProject(folder.resolve("configured"))
            .pom(TestPom.of("configured").withProperties("<forkCount>1</forkCount>"))
            .file(".mvn/jvm.config", "-DforkCount=0\n");

    MavenRun run = project.run("sandbox:prepare");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(": property: forkCount 0 runs the tests in Maven's own JVM");
  }

  @Test
  void aJvmThatIsAPropertyStaysInside() throws Exception {
    TestProject project = new TestProject(folder.resolve("properties"));
    project
        .reactor(List.of("unset", "set"))
        .module(
            TestPom.of("unset")
                .withSurefire("<configuration><jvm>${java.17.jvm}</jvm></configuration>"))
        .module(TestPom.of("set").withProperties("<jvm>/usr/bin/java</jvm>"));
    for (String module : List.of("unset", "set")) {
      project.test(module, "CallingTest", BLOCKED_CALL);
    }

    MavenRun run = project.run("--fail-at-end", "verify");

    assertThat(run.lines())
        .as(run.output())
        .filteredOn(
            line -> line.contains("Tests run: 1, Failures: 0, Errors: 0") && !line.contains("Time"))
        .hasSize(2);
    assertThat(run.failures())
        .hasSize(2)
        .allMatch(
            line -> line.contains(":check ") && line.contains(": 1 violation of the policy; "));
    assertThat(run.left()).isEmpty();
  }

  @Test
  void testsThatRunBeforePrepareAreFoundOut() throws Exception {
    TestProject project =
        new TestProject(folder.resolve("before"))
            .pom(
                TestPom.of("before")
                    .withSurefire(
                        "<executions><execution><id>early</id><phase>process-test-classes</phase>"
                            + "<goals><goal>test</goal></goals>"
                            + "<configuration><reportsDirectory>${project.build.directory}/early</reportsDirectory>"
                            + "</configuration></execution></executions>"))
            .test("NothingTest", "@Test void passes() {}");

    MavenRun run = project.run("verify", "-Dsandbox.failOnViolation=false");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(
            ":check ",
            "tests ran outside of the sandbox: early/TEST-it.NothingTest.xml was written");
  }

  /** Their reports are older than the build then. */
  @Test
  void theClockIsNotSetBackUnnoticed() throws Exception {
    TestProject project = new TestProject(folder.resolve("back"));
    Path clock = Files.writeString(project.path("clock"), "+1d\n");
    project
        .pom(TestPom.of("back"))
        .test(
            "BackTest",
            """
            @Test
            void setsTheClockBack() throws Exception {
              java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "+0\\n");
              // Each process looks into the file once a second.
              Thread.sleep(1100);
            }
            """
                .formatted(clock));

    MavenRun run =
        MavenRun.awaited(
            project.start(
                FakedClock.variables(clock), "test-compile", "surefire:test", "sandbox:check"));

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(
            ":check ",
            "the machine's clock was set back by 86",
            "surefire-reports/TEST-it.BackTest.xml may have been written in this build");
  }

  @Test
  void testsThatAreStartedByTheirGoalAloneAreFoundOut() throws Exception {
    MavenRun alone = plain.run("test-compile", "surefire:test", "sandbox:check");

    assertThat(alone.failures())
        .as(alone.output())
        .singleElement()
        .asString()
        .contains(":check ", "tests ran outside of the sandbox: ");
  }

  @Test
  void testsThatComeAfterTheCheckAreFoundOutBeforeTheyRun() throws Exception {
    TestProject project = new TestProject(folder.resolve("after"));
    project.reactor(List.of("early", "order"));
    project.file(
        "early/pom.xml",
        TestPom.of("early")
            .withPlugin(
                "maven-failsafe-plugin",
                "<executions><execution><goals><goal>integration-test</goal></goals></execution></executions>")
            .text()
            .replace("<goals>\n", "<phase>test</phase><goals>\n"));
    project.file(
        "order/pom.xml",
        TestPom.of("order")
            .text()
            .replace("<goal>check</goal>", "<goal>check</goal><goal>test</goal>"));
    // Surefire comes before prepare there, which has no part in this.
    project.test("early", "NothingIT", "@Test void passes() {}");
    project.test("order", "NothingTest", "@Test void passes() {}");

    MavenRun run = project.run("--fail-at-end", "verify", "-Dsandbox.failOnViolation=false");

    assertThat(run.failures())
        .as(run.output())
        .satisfiesExactly(
            early ->
                assertThat(early)
                    .contains(
                        ":check ",
                        " on project early: ",
                        "maven-failsafe-plugin:integration-test@default" + AFTER,
                        "put sandbox-maven-plugin after maven-failsafe-plugin in the POM"),
            order ->
                assertThat(order)
                    .contains(
                        ":check ",
                        " on project order: ",
                        "sandbox-maven-plugin:test@default" + AFTER,
                        "put <goal>check</goal> after <goal>test</goal> in the POM"));
    assertThat(run.lines())
        .anyMatch(line -> line.startsWith("[WARNING] sandbox-maven-plugin:test@default" + AFTER));
    assertThat(project.path("early/target/failsafe-reports")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox:run, sandbox-maven-plugin:run@default-cli",
    "org.scalatest:scalatest-maven-plugin:2.2.0:test, scalatest-maven-plugin:test@default-cli"
  })
  void whatElseHasARecordIsFoundOutAfterTheCheckToo(String goal, String execution)
      throws Exception {
    MavenRun run = plain.run("verify", goal);

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":check ", execution + AFTER, "end the command line with sandbox:check");
  }

  @Test
  void testsThatAreTypedForAfterTheCheckAreFoundOutUnlessAnotherFollows() throws Exception {
    TestProject project =
        new TestProject(folder.resolve("typed"))
            .pom(TestPom.of("typed"))
            .test("NothingIT", "@Test void passes() {}");

    MavenRun refused = project.run("verify", "failsafe:integration-test");
    MavenRun skipped = project.run("verify", "failsafe:integration-test", "-DskipITs");
    MavenRun judged = project.run("verify", "failsafe:integration-test", "sandbox:check");
    MavenRun repeated = plain.run("verify", "surefire:test");

    assertThat(refused.failures())
        .as(refused.output())
        .singleElement()
        .asString()
        .contains(
            ":check ",
            "maven-failsafe-plugin:integration-test@default-cli" + AFTER,
            "end the command line with sandbox:check");
    assertThat(skipped.exitCode()).as(skipped.output()).isZero();
    assertThat(judged.exitCode()).as(judged.output()).isZero();
    assertThat(repeated.exitCode()).as(repeated.output()).isZero();
    assertThat(repeated.lines())
        .contains(
            "[INFO] Skipping execution of surefire because it has already been run for this"
                + " configuration");
    assertThat(judged.lines())
        .filteredOn("[INFO] failsafe:integration-test (default-cli): nothing was blocked"::equals)
        .hasSize(2);
  }
}
