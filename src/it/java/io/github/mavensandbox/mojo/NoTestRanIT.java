package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where Surefire deals the test classes out to several JVMs, one of them lists them first. If none
 * of these ran then, no build passes; where fewer ran because the build asked for fewer, it does.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class NoTestRanIT {

  private static final String A_JVM_FOR_EACH_CLASS =
      "<configuration><reuseForks>false</reuseForks></configuration>";

  /** The part of Surefire that loses the list, in a version that is not refused. */
  private static final String LOSES_THE_LIST =
      "<dependencies><dependency><groupId>org.apache.maven.surefire</groupId>"
          + "<artifactId>maven-surefire-common</artifactId><version>3.6.0</version></dependency></dependencies>";

  private static final String LAUNCHER =
      "<dependency><groupId>org.junit.platform</groupId><artifactId>junit-platform-launcher</artifactId>"
          + "<version>@junit.version@</version></dependency>";

  private static final String PASSES = "@Test void passes() {}";

  private static final String NONE_LISTED =
      "[WARNING] no test ran: of 2 classes that Surefire found by name, the JVM that lists those with"
          + " tests named none; ";

  @TempDir private static Path folder;
  private static TestProject plain;

  @BeforeAll
  static void writeProject() throws Exception {
    plain = project(TestPom.of("plain").withSurefire(A_JVM_FOR_EACH_CLASS));
  }

  private static TestProject project(TestPom pom) throws Exception {
    return new TestProject(folder.resolve(pom.artifact()))
        .pom(pom)
        .test("OneTest", PASSES)
        .test("TwoTest", PASSES);
  }

  /**
   * A project whose library, by a service of JUnit's, acts in each JVM before tests are looked for.
   */
  private static TestProject hostile(String name, String statements) throws Exception {
    return project(TestPom.of(name).withSurefire(A_JVM_FOR_EACH_CLASS).withDependencies(LAUNCHER))
        .file(
            "src/test/resources/META-INF/services/org.junit.platform.launcher.LauncherSessionListener",
            "it.Hostile\n")
        .file(
            "src/test/java/it/Hostile.java",
            """
            package it;

            import java.io.*;
            import org.junit.platform.launcher.*;

            public class Hostile implements LauncherSessionListener {
              @Override
              public void launcherSessionOpened(LauncherSession session) {
                try {
                  act();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }

              private static void act() throws IOException {
                %s
              }
            }
            """
                .formatted(statements));
  }

  private static Stream<String> testsRun(MavenRun run) {
    return run.lines().stream()
        .filter(line -> line.contains("Tests run: ") && !line.contains("Time elapsed"))
        .map(line -> line.replaceFirst(".*Tests run: ([0-9]+), .*", "$1"));
  }

  @Test
  void classesThatWereListedAndNeverRanFailTheBuild() throws Exception {
    MavenRun run =
        project(TestPom.of("loses").withSurefire(A_JVM_FOR_EACH_CLASS + LOSES_THE_LIST))
            .run("verify", "-Dsandbox.failOnViolation=false");

    assertThat(testsRun(run)).as(run.output()).containsExactly("0");
    assertThat(run.failures())
        .singleElement()
        .asString()
        .contains(":check ", "no test ran: 2 test classes were listed, and no JVM was started");
  }

  @Test
  void someOfThemAreEnough() throws Exception {
    MavenRun run = plain.run("verify", "-Dtest=OneTest");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(testsRun(run)).containsExactly("1");
  }

  @Test
  void aListWithoutANameIsRemarkedAndPasses() throws Exception {
    MavenRun run = plain.run("verify", "-Dgroups=slow");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(testsRun(run)).containsExactly("0");
    assertThat(run.lines()).anyMatch(line -> line.startsWith(NONE_LISTED));
  }

  @Test
  void surefireFailsWhereThereHaveToBeTests() throws Exception {
    MavenRun run = plain.run("verify", "-Dgroups=slow", "-DfailIfNoTests");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains("maven-surefire-plugin:", ":test ", "No tests were executed!");
  }

  @Test
  void surefireFailsWhereANamedTestIsNotThere() throws Exception {
    MavenRun run = plain.run("verify", "-Dtest=ThreeTest");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains("maven-surefire-plugin:", ":test ", "No tests matching pattern \"ThreeTest\"");
  }

  /** It says what Surefire waits for. */
  @Test
  void aJvmThatWritesNoListFailsTheBuildBeforeTheGate() throws Exception {
    MavenRun run =
        hostile(
                "nolist",
                """
                OutputStream out = new FileOutputStream(FileDescriptor.out);
                out.write(":maven-surefire-event:\\u0003:bye:\\n".getBytes());
                out.flush();
                Runtime.getRuntime().halt(0);
                """)
            .run("test");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains("maven-surefire-plugin:", ":test ");
    assertThat(run.output())
        .contains(
            "sandbox: the list of test classes was not taken",
            "the names of the test classes were not taken: ");
  }

  @Test
  void aJvmThatSaysNothingFailsTheBuildBeforeTheGate() throws Exception {
    MavenRun run = hostile("silent", "Runtime.getRuntime().halt(0);").run("test");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains("maven-surefire-plugin:", ":test ");
    assertThat(run.output()).contains("The forked VM terminated without properly saying goodbye.");
  }

  /** Surefire's own time limit begins with the first test; the sandbox ends the JVM. */
  @Test
  void aJvmThatListsForEverFailsTheBuildBeforeTheGate() throws Exception {
    MavenRun run =
        hostile(
                "endless",
                "while (true) java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000);")
            .run("test", "-Dsurefire.timeout=3", "-Dsandbox.test.timeout=10");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains("maven-surefire-plugin:", ":test ");
    assertThat(run.output()).contains("sandbox: the list of test classes was not taken");
  }
}
