package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which module's program the goal {@code run} starts in a build of several. */
class ReactorIT {

  @TempDir private static Path folder;
  private static TestProject project;

  @BeforeAll
  static void copyProject() throws Exception {
    project = TestProject.copyOf("reactor", folder.resolve("project"));
  }

  @AfterAll
  static void removeImages() throws Exception {
    EngineUnderTest.removeImages("reactor-app-sandbox:1", "reactor-tool-sandbox:1");
  }

  private static List<String> programs(MavenRun run) {
    assertThat(run.exitCode()).as(run.output()).isZero();
    return run.lines().stream().filter(line -> line.startsWith("program:")).toList();
  }

  @Test
  void fromTheRootNothingSaysWhichModuleIsMeant() throws Exception {
    MavenRun run = project.run("sandbox:run");

    assertThat(programs(run)).isEmpty();
    assertThat(run.lines())
        .filteredOn(
            line ->
                line.contains(
                    "skipped: not the module to run; start Maven in a module's directory or name it with -pl"))
        .hasSize(3);
  }

  @Test
  void theNamedModuleIsRunOnTheClassesOfThoseThatItNeeds() throws Exception {
    MavenRun run = project.run("sandbox:run", "--projects", "app", "--also-make");

    assertThat(programs(run)).containsExactly("program: app on /app/libs/reactor-lib/");
  }

  @Test
  void soIsTheModuleOfTheDirectory() throws Exception {
    MavenRun run = MavenRun.awaited(project.maven("sandbox:run").in(project.path("tool")).start());

    assertThat(programs(run)).containsExactly("program: tool");
  }

  @Test
  void aParentHasNoProgram() throws Exception {
    MavenRun run = project.run("sandbox:run", "sandbox:build", "--non-recursive");

    assertThat(programs(run)).isEmpty();
    assertThat(run.lines())
        .filteredOn(line -> line.contains("skipped: a project with packaging 'pom' has no program"))
        .hasSize(2);
  }
}
