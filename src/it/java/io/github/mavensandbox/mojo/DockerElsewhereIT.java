package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.it.process.CommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code DOCKER_HOST} and Docker's contexts: they say which daemon it is, as they do in a shell.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerElsewhereIT {

  /** Where the engine under test is, which may be elsewhere already. */
  private static final String HOST =
      Objects.requireNonNullElse(System.getenv("DOCKER_HOST"), "unix:///var/run/docker.sock");

  private Path folder;
  private TestProject project;
  private String somewhere;
  private String nowhere;

  @BeforeAll
  void makeProject(@TempDir Path temporary) throws Exception {
    folder = temporary;
    project =
        new TestProject(folder.resolve("elsewhere"))
            .pom(TestPom.of("elsewhere"))
            .test("OneTest", "@Test void passes() {}");
    somewhere =
        "unix://"
            + Files.createSymbolicLink(
                folder.resolve("somewhere.sock"),
                Path.of(HOST.replaceFirst("^unix://", "")).toRealPath());
    nowhere = "unix://" + folder.resolve("nowhere.sock");
    context("far", somewhere);
    context("gone", nowhere);
  }

  @AfterAll
  void forgetTheSocket() throws Exception {
    Files.delete(folder.resolve("somewhere.sock"));
  }

  private void context(String name, String host) throws Exception {
    CommandLine.of("docker", "context", "create", name, "--docker", "host=" + host)
        .variable("DOCKER_CONFIG", folder.toString())
        .withoutVariable("DOCKER_HOST")
        .output();
  }

  private MavenRun run(Map<String, String> variables) throws Exception {
    return MavenRun.awaited(
        project
            .maven("verify", "-Dsandbox.engine=docker")
            .withoutVariable("DOCKER_HOST")
            .variables(variables)
            .start());
  }

  private static void assertPassed(MavenRun run) {
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("Tests run: 1, Failures: 0", "nothing was blocked");
  }

  private static void assertToldThatNobodyAnswers(MavenRun run) {
    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(":prepare ", "docker: its daemon is not running", "nowhere.sock");
    assertThat(run.output()).doesNotContain("Tests run: ");
  }

  @Test
  void theHostOfTheEnvironmentIsAsked() throws Exception {
    assertPassed(run(Map.of("DOCKER_HOST", somewhere)));
    assertToldThatNobodyAnswers(run(Map.of("DOCKER_HOST", nowhere)));
  }

  @Test
  void theContextOfTheEnvironmentIsAsked() throws Exception {
    String config = folder.toString();
    assertPassed(run(Map.of("DOCKER_CONFIG", config, "DOCKER_CONTEXT", "far")));
    assertToldThatNobodyAnswers(run(Map.of("DOCKER_CONFIG", config, "DOCKER_CONTEXT", "gone")));
  }

  @Test
  void theContextThatIsInUseIsAsked() throws Exception {
    Files.writeString(folder.resolve("config.json"), "{\"currentContext\": \"gone\"}");
    try {
      assertToldThatNobodyAnswers(run(Map.of("DOCKER_CONFIG", folder.toString())));
    } finally {
      Files.delete(folder.resolve("config.json"));
    }
  }
}
