package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code help}, by the plugin's prefix. */
class HelpIT {

  @TempDir private static Path folder;
  private static TestProject project;

  @BeforeAll
  static void copyProject() throws Exception {
    project = TestProject.copyOf("help", folder.resolve("project"));
  }

  @Test
  void theGoalsThatAUserHasAreListed() throws Exception {
    MavenRun run = project.run("sandbox:help");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains(
            "sandbox:build",
            "sandbox:check",
            "sandbox:clean",
            "sandbox:doctor",
            "sandbox:help",
            "sandbox:policy",
            "sandbox:run");
  }

  @Test
  void theManualOfAGoalHasItsPropertiesAndWhatToPaste() throws Exception {
    MavenRun run = project.run("sandbox:help", "-Ddetail", "-Dgoal=run");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains("User property: sandbox.allow", "<rule>out db.internal:5432/tcp</rule>");
  }
}
