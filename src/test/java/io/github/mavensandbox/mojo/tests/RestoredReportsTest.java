package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.mojo.runners.BuildCache;
import io.github.mavensandbox.mojo.runners.BuildPlan;
import io.github.mavensandbox.mojo.runners.BuildPlan.Position;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import io.github.mavensandbox.mojo.runners.Planned;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which reports are of tests that did not run. */
class RestoredReportsTest {

  private final MavenProject project = new MavenProject(new Model());

  @BeforeEach
  void useTarget() {
    project.setBuild(new Build());
    project.getBuild().setDirectory("/p/target");
    project.setFile(Path.of("/p/pom.xml").toFile());
  }

  private RestoredReports reports(Step... steps) {
    @SuppressWarnings("deprecation")
    MavenSession session = new MavenSession(null, null, new DefaultMavenExecutionRequest(), null);
    session.setProjects(List.of(project));
    return new RestoredReports(
        new BuildPlan(List.of(steps)),
        new BuildCache(project, true),
        new ReportDirectories(project, new PluginParameterExpressionEvaluator(session)));
  }

  private static Step step(String name, String phase, String folder) {
    return new Step(
        Planned.execution(name, phase, "<reportsDirectory>" + folder + "</reportsDirectory>"),
        Position.BEFORE,
        false);
  }

  @Test
  void they_are_where_only_skipped_executions_report_to() {
    project.addLifecyclePhase("integration-test");

    assertThat(
            reports(
                    step("maven-surefire-plugin:test@default-test", "test", "/p/target/a"),
                    step("maven-surefire-plugin:test@more", "test", "b"),
                    step(
                        "maven-failsafe-plugin:integration-test@default",
                        "integration-test",
                        "/p/target/c"))
                .folders())
        .containsExactly(Path.of("/p/target/a"), Path.of("/p/b"));
  }

  @Test
  void a_folder_that_one_reports_to_that_may_have_run_is_none() {
    project.addLifecyclePhase("integration-test");

    assertThat(
            reports(
                    step("maven-surefire-plugin:test@default-test", "test", "/p/target/a"),
                    step(
                        "maven-failsafe-plugin:integration-test@default",
                        "integration-test",
                        "/p/target/../target/a"))
                .folders())
        .isEmpty();
  }

  @Test
  void nor_is_one_of_a_goal_that_runs_no_tests() {
    assertThat(reports(step("maven-failsafe-plugin:verify@default", "verify", "a")).folders())
        .isEmpty();
  }
}
