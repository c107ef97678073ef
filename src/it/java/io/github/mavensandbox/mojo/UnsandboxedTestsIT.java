package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/**
 * Nothing prepares the sandbox, so the tests run on the host: no setting makes the gate let that
 * pass. Each build is of the same folder, with the reports of the one before.
 */
class UnsandboxedTestsIT {

  @TempDir private static Path folder;
  private static TestProject project;
  private static MavenRun outside;
  private static MavenRun without;
  private static MavenRun direct;
  private static MavenRun skipped;

  @BeforeAll
  static void build() throws Exception {
    project = TestProject.copyOf("tests-outside", folder.resolve("project"));
    outside = project.run("test", "sandbox:check", "-Dsandbox.failOnViolation=false");
    without = project.run("test", "sandbox:check", "-DskipTests");
    direct = project.run("surefire:test", "sandbox:check");
    skipped = project.run("sandbox:check", "-Dsandbox.skip");
  }

  @Test
  void theGateFailsInOneLineWithTheReportsOfBothFolders() {
    assertThat(outside.failures())
        .as(outside.output())
        .singleElement()
        .asString()
        .contains(
            "the result is not reliable: tests ran outside of the sandbox: "
                + "again/TEST-it.OutsideTest.xml (and 1 more) was written in this build, but by no"
                + " sandboxed run; bind sandbox:prepare to the build");
  }

  @Test
  void theReportsOfTheBuildBeforeAreNotOfThisOne() {
    assertThat(without.exitCode()).as(without.output()).isZero();
    assertThat(without.output()).contains("no sandboxed run in this build", "BUILD SUCCESS");
  }

  @Test
  void theGoalOfTheCommandLineReportsWhereTheExecutionsDoNot() {
    assertThat(direct.exitCode()).isNotZero();
    assertThat(direct.output())
        .contains(
            "tests ran outside of the sandbox: surefire-reports/TEST-it.OutsideTest.xml was written");
  }

  @Test
  void aSkippedGateSaysSo() {
    assertThat(skipped.exitCode()).as(skipped.output()).isZero();
    assertThat(skipped.output()).contains("skipped: sandbox.skip is set");
  }

  @Test
  void theReportsAreWrittenBeforeTheBuildFails() throws Exception {
    JsonNode report =
        new ObjectMapper().readTree(project.path("target/sandbox/report.json").toFile());
    assertThat(report.path("schema").asInt()).isEqualTo(1);
    assertThat(report.path("runs").isArray()).isTrue();
    assertThat(report.path("runs")).isEmpty();
    assertThat(report.path("problems")).hasSize(1);

    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(project.path("target/sandbox/TEST-sandbox.xml").toFile())
            .getDocumentElement();
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(1);
  }
}
