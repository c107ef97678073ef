package io.github.mavensandbox.mojo.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A module that fails ends the build, which all the same reports on all its modules. Nothing
 * prepares the sandbox: the module with a test fails, and the one behind it is never checked.
 */
class ReactorReportsIT {

  @TempDir private static Path folder;
  private static TestProject project;
  private static MavenRun run;

  @BeforeAll
  static void build() throws Exception {
    project = TestProject.copyOf("reactor-reports", folder.resolve("project"));
    run = project.run("verify");
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(project.path("target/sandbox/" + file).toFile());
  }

  @Test
  void theBuildFails() {
    assertThat(run.exitCode()).as(run.output()).isNotZero();
  }

  @Test
  void theReportHasAllModules() throws Exception {
    JsonNode reactor = json("reactor.json");

    assertThat(reactor.path("modules").findValuesAsText("module"))
        .containsExactly("it:reactor-good:1", "it:reactor-bad:1");
    assertThat(reactor.path("modules").get(0).path("problems")).isEmpty();
    assertThat(reactor.path("modules").get(1).path("problems")).hasSize(1);
    assertThat(reactor.path("notChecked"))
        .singleElement()
        .extracting(JsonNode::asText)
        .isEqualTo("it:reactor-late:1");
  }

  @Test
  void soHasThePage() throws Exception {
    assertThat(Files.readString(project.path("target/sandbox/reactor.html")))
        .contains("it:reactor-bad:1: tests ran outside of the sandbox", "it:reactor-late:1");
  }

  @Test
  void toolsAreToldThePlace() throws Exception {
    JsonNode result = json("reactor.sarif").path("runs").path(0).path("results").path(0);

    assertThat(result.path("ruleId").asText()).isEqualTo("sandbox/unreliable");
    assertThat(
            result
                .path("locations")
                .path(0)
                .path("physicalLocation")
                .path("artifactLocation")
                .path("uri")
                .asText())
        .isEqualTo("bad/pom.xml");
  }

  @Test
  void aModulesOwnReportIsOfTheModuleAlone() throws Exception {
    assertThat(Files.readString(project.path("bad/target/sandbox/report.html")))
        .contains("tests ran outside of the sandbox");
    assertThat(Files.readString(project.path("good/target/sandbox/report.html")))
        .doesNotContain("reactor-bad");
  }
}
