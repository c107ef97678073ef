package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins that run tests without Surefire: inside, or found out. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunnersIT {

  private static final String PIT = "org.pitest:pitest-maven:1.30.2";
  private static final String EXEC = "org.codehaus.mojo:exec-maven-plugin:3.6.4";
  private static final String ANT = "org.apache.maven.plugins:maven-antrun-plugin:3.2.0";
  private static final String SCALA = "org.scalatest:scalatest-maven-plugin:2.2.0";
  private static final String NATIVE = "org.graalvm.buildtools:native-maven-plugin:1.1.12";
  private static final String TYCHO = "org.eclipse.tycho:tycho-surefire-plugin:2.7.5";

  /** As ScalaTest's own manual has it, and in Maven's JVM on top. */
  private static final String SCALA_CONFIGURATION =
      "<reportsDirectory>${project.build.directory}/surefire-reports</reportsDirectory>"
          + "<junitxml>.</junitxml><forkMode>never</forkMode>";

  /** Stands for GraalVM's compiler: what it writes runs in place of the tests. */
  private static final String NATIVE_IMAGE =
      """
      #!/bin/sh
      [ "$1" != --version ] || exec echo "native-image 21.0.2 2024-01-16"
      while [ "$1" != -o ]; do shift; done
      printf '#!/bin/sh\\n: >"$LEFT"\\nexit "$STATUS"\\n' >"$2"
      chmod +x "$2"
      """;

  /** Has Maven know a packaging of Tycho's without the rest of Tycho. */
  private static final String PACKAGING =
      """
      <component-set>
        <components>
          <component>
            <role>org.apache.maven.lifecycle.mapping.LifecycleMapping</role>
            <role-hint>eclipse-test-plugin</role-hint>
            <implementation>org.apache.maven.lifecycle.mapping.DefaultLifecycleMapping</implementation>
            <configuration>
              <lifecycles>
                <lifecycle>
                  <id>default</id>
                  <phases>
                    <test>org.apache.maven.plugins:maven-surefire-plugin:test</test>
                  </phases>
                </lifecycle>
              </lifecycles>
            </configuration>
          </component>
        </components>
      </component-set>
      """;

  private static final String OUTSIDE = ", a test runner, ran outside of the sandbox; ";

  /** A suite of ScalaTest's that needs no compiler of Scala. */
  private static final String SUITE =
      """
      package it;

      import org.scalactic.source.Position;
      import org.scalatest.Tag;
      import org.scalatest.funsuite.AnyFunSuite;
      import scala.runtime.ScalaRunTime$;

      public class CallingSuite extends AnyFunSuite {
        public CallingSuite() {
          test(
              "calls",
              ScalaRunTime$.MODULE$.wrapRefArray(new Tag[0]),
              () -> {
                %s
                return null;
              },
              Position.apply("CallingSuite.java", "CallingSuite.java", 1));
        }
      }
      """;

  private static final String CALL =
      """
      try (var socket = new java.net.Socket("@address@", 443)) {
        throw new AssertionError("it is not blocked");
      } catch (java.io.IOException e) {
        // That is as it should be.
      }
      """;

  @TempDir private static Path folder;
  private static TestProject project;
  private static MavenRun run;

  /** One build of all: a module for each. */
  @BeforeAll
  static void build() throws Exception {
    project = new TestProject(folder.resolve("runners"));
    String testClassPath = "<classpathScope>test</classpathScope>";
    String program = "<executable>true</executable>";
    modules(
        pom("mutation", execution(PIT, "test", "mutationCoverage", "")),
        pom("skipped", execution(PIT, "test", "mutationCoverage", "<skip>true</skip>")),
        pom(
            "program",
            execution(
                EXEC,
                "test",
                "exec",
                program + "<commandlineArgs>target/test-classes</commandlineArgs>")),
        pom(
            "java",
            execution(EXEC, "test", "java", testClassPath + "<mainClass>it.Main</mainClass>")),
        pom(
            "ant",
            execution(
                ANT,
                "test",
                "run",
                "<target><java classname='it.Main' classpathref='maven.test.classpath' fork='true'/></target>")),
        nativePom("native", "0"),
        nativePom("native-failing", "1"),
        nativePom("native-listed", "0")
            .withProperties("<sandbox.outside>native-maven-plugin:test@more</sandbox.outside>"),
        pom(
            "native-skipped",
            execution(NATIVE, "test", "test", "<skipNativeTests>true</skipNativeTests>")),
        tychoPom("tycho"),
        tychoPom("tycho-listed")
            .withProperties("<sandbox.outside>tycho-surefire-plugin:test@more</sandbox.outside>"),
        tychoPom("tycho-elsewhere"),
        pom("listed", execution(EXEC, "test", "exec", program + testClassPath))
            .withProperties("<sandbox.outside>exec-maven-plugin:exec@more</sandbox.outside>"),
        pom("scala", execution(SCALA, "test", "test", SCALA_CONFIGURATION)),
        pom("early-scala", execution(SCALA, "process-test-classes", "test", SCALA_CONFIGURATION)));
    for (String module :
        List.of("java", "ant", "native", "native-failing", "native-listed", "native-skipped")) {
      project.file(
          module + "/src/test/java/it/Main.java",
          "package it; public class Main { public static void main(String[] arguments) {} }");
    }
    sums("mutation/");
    suite("scala", CALL);
    // It runs outside, where nothing is to be called.
    suite("early-scala", "");
    for (String module : List.of("tycho", "tycho-listed")) {
      String pom = Files.readString(project.path(module + "/pom.xml"));
      project.file(
          module + "/pom.xml",
          pom.replaceFirst(
              "<properties>", "<packaging>eclipse-test-plugin</packaging><properties>"));
    }
    project.file("tycho-packaging/META-INF/plexus/components.xml", PACKAGING);
    for (String module : List.of("native", "native-failing", "native-listed")) {
      // The tests' ids, as Surefire leaves them for that plugin.
      project.file(module + "/target/test-ids/junit-platform-unique-ids.txt", "id");
    }
    project.file("graalvm/bin/native-image", NATIVE_IMAGE);
    assertThat(project.path("graalvm/bin/native-image").toFile().setExecutable(true)).isTrue();
    run =
        MavenRun.awaited(
            project.start(
                Map.of("GRAALVM_HOME", project.path("graalvm").toString()),
                "-Dmaven.ext.class.path=" + project.path("tycho-packaging"),
                "--fail-at-end",
                "verify"));
  }

  private static TestPom nativePom(String module, String status) {
    return pom(
        module,
        execution(
            NATIVE,
            "test",
            "test",
            "<metadataRepository><enabled>false</enabled></metadataRepository>"
                + "<environment><LEFT>${basedir}/left-by-a-test</LEFT><STATUS>%s</STATUS></environment>"
                    .formatted(status)));
  }

  private static TestPom tychoPom(String module) {
    return pom(module, execution(TYCHO, "test", "test", "<failIfNoTests>false</failIfNoTests>"));
  }

  private static void suite(String module, String body) throws Exception {
    project.file(module + "/src/test/java/it/CallingSuite.java", SUITE.formatted(body));
  }

  private static void modules(TestPom... poms) throws Exception {
    project.reactor(Stream.of(poms).map(TestPom::artifact).toList());
    for (TestPom pom : poms) {
      project.module(pom);
    }
  }

  private static TestPom pom(String module, String plugin) {
    return TestPom.of(module)
        .withPlugins(plugin)
        .withDependencies(
            dependency("junit", "junit", "4.13.2")
                + dependency("org.scalatest", "scalatest-funsuite_2.13", "3.2.19"));
  }

  private static String dependency(String group, String artifact, String version) {
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><scope>test</scope></dependency>"
        .formatted(group, artifact, version);
  }

  private static String execution(String plugin, String phase, String goal, String configuration) {
    String[] names = plugin.split(":");
    return """
        <plugin>
          <groupId>%s</groupId>
          <artifactId>%s</artifactId>
          <version>%s</version>
          <executions>
            <execution>
              <id>more</id>
              <phase>%s</phase>
              <goals><goal>%s</goal></goals>
              <configuration>%s</configuration>
            </execution>
          </executions>
        </plugin>
        """
        .formatted(names[0], names[1], names[2], phase, goal, configuration);
  }

  /** A class, and a test of it that only PIT finds, and that leaves a file on the machine. */
  private static void sums(String module) throws Exception {
    project
        .file(
            module + "src/main/java/it/Sum.java",
            "package it; public class Sum { public int of(int a) { return a + 1; } }")
        .file(
            module + "src/test/java/it/Sums.java",
            """
            package it;

            public class Sums {
              @org.junit.Test
              public void adds() throws Exception {
                org.junit.Assert.assertEquals(3, new Sum().of(2));
                java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "");
              }
            }
            """
                .formatted(project.path(module + "left-by-a-test")));
  }

  private static List<String> failures(String module) {
    return run.failures().stream()
        .filter(line -> line.contains(" on project " + module + ": "))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "mutation, pitest-maven:mutationCoverage@more",
    "program, exec-maven-plugin:exec@more",
    "java, exec-maven-plugin:java@more",
    "ant, maven-antrun-plugin:run@more",
    "native, native-maven-plugin:test@more",
    "tycho, tycho-surefire-plugin:test@more"
  })
  void testsThatRunInAnotherWayAreFoundOut(String module, String execution) {
    assertThat(failures(module))
        .as(run.output())
        .singleElement()
        .asString()
        .contains(
            ":check ",
            "the result is not reliable: "
                + execution
                + OUTSIDE
                + "remove it, or accept that with <outside><execution>"
                + execution
                + "</execution></outside>");
    assertThat(run.lines())
        .anyMatch(line -> line.startsWith("[WARNING] " + execution + ", a test runner, will run"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mutation", "native", "native-failing", "native-listed"})
  void theirTestsReallyRanOutside(String module) {
    assertThat(project.path(module + "/left-by-a-test")).exists();
  }

  @Test
  void oneThatFailsEndsTheModuleBeforeItsCheck() {
    assertThat(failures("native-failing"))
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":test (more) ", " returned non-zero result");
    assertThat(run.lines())
        .filteredOn(line -> line.contains("native-maven-plugin:test@more, a test runner, will run"))
        .as("warnings of prepare: the first two modules")
        .hasSize(2);
  }

  @Test
  void tychoDoesNothingInAModuleOfAnotherPackaging() {
    assertThat(failures("tycho-elsewhere")).as(run.output()).isEmpty();
    assertThat(run.lines())
        .filteredOn(line -> line.contains("tycho-surefire-plugin:test@more, a test runner, will"))
        .as("warnings of prepare: the first module alone")
        .hasSize(1);
  }

  @Test
  void whatIsSkippedOrListedPasses() {
    assertThat(failures("skipped")).isEmpty();
    assertThat(failures("native-skipped")).isEmpty();
    assertThat(failures("listed")).isEmpty();
    assertThat(failures("native-listed")).isEmpty();
    assertThat(failures("tycho-listed")).isEmpty();
    assertThat(run.lines())
        .as(run.output())
        .contains(
            "[INFO] exec-maven-plugin:exec@more, a test runner, is outside of the sandbox, as"
                + " <outside> lists it");
  }

  @Test
  void scalaTestRunsInTheSandboxWithARecordAndReports() throws Exception {
    assertThat(failures("scala"))
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":check ", ": 1 violation of the policy; ");
    assertThat(run.output())
        .contains(
            "scalatest:test (more): blocked 1 packet that the policy does not allow:",
            "at it.CallingSuite.");
    assertThat(project.path("scala/target/scalatest-reports/TEST-it.CallingSuite.xml"))
        .content()
        .contains("calls");
  }

  @Test
  void scalaTestBeforePrepareIsFoundOut() {
    assertThat(failures("early-scala"))
        .as(run.output())
        .singleElement()
        .asString()
        .contains(
            ":check ",
            "scalatest-maven-plugin:test@more"
                + OUTSIDE
                + "bind sandbox:prepare before it and use version 2.1.0 or newer, or accept");
  }

  @Test
  void aRunnerThatIsTypedForAfterTheCheckIsFoundOutBeforeItRuns() throws Exception {
    TestProject typed = new TestProject(folder.resolve("typed")).pom(pom("typed", ""));

    MavenRun refused = typed.run("verify", PIT + ":mutationCoverage");
    MavenRun accepted =
        typed.run(
            "verify",
            PIT + ":mutationCoverage",
            "-DfailWhenNoMutations=false",
            "-Dsandbox.outside=pitest-maven:mutationCoverage@default-cli");

    assertThat(refused.failures())
        .as(refused.output())
        .singleElement()
        .asString()
        .contains(
            ":check ",
            "pitest-maven:mutationCoverage@default-cli, a test runner, will run outside of the sandbox; ");
    assertThat(refused.output())
        .doesNotContain("pitest-maven:1.30.2:mutationCoverage (default-cli)");
    assertThat(accepted.exitCode()).as(accepted.output()).isZero();
  }

  @Test
  void aListThatIsWrittenWrongIsAnErrorAndOneThatMatchesNothingAWarning() throws Exception {
    TestProject wrong = new TestProject(folder.resolve("wrong")).pom(pom("wrong", ""));

    MavenRun malformed = wrong.run("verify", "-Dsandbox.outside=pitest");
    MavenRun unknown = wrong.run("verify", "-Dsandbox.outside=pitest-maven:mutationCoverage@x");

    assertThat(malformed.failures())
        .as(malformed.output())
        .singleElement()
        .asString()
        .contains(":prepare ", "<outside>: 'pitest' is not the name of an execution; write ");
    assertThat(unknown.exitCode()).as(unknown.output()).isZero();
    assertThat(unknown.lines())
        .anyMatch(
            line ->
                line.equals(
                    "[WARNING] <outside>: this build has no execution"
                        + " pitest-maven:mutationCoverage@x; test runners outside of the sandbox: none"));
  }
}
