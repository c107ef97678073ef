package io.github.mavensandbox.mojo.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

/** What is said of executions that run tests outside of the sandbox. */
class OutsideTestsTest {

  private static final String PIT = "pitest-maven:mutationCoverage@default";
  private static final String SCALA = "scalatest-maven-plugin:test@default";

  private final MavenProject project = Planned.project("jar");
  private final MojoExecution check = Planned.execution("ours:check@default", "verify", "");

  private OutsideTests tests(List<String> outside, Predicate<Step> inside, MojoExecution... plan)
      throws Exception {
    return new OutsideTests(
        Planned.session(project),
        project,
        BuildPlan.of(Arrays.asList(plan), check),
        new BuildCache(project, true),
        Outside.of(outside),
        inside);
  }

  private static MojoExecution pit(String phase) {
    return Planned.execution(PIT, phase, "");
  }

  @Test
  void one_that_has_run_is_a_problem_that_says_how_to_accept_it() throws Exception {
    project.addLifecyclePhase("test");

    assertThat(tests(List.of(), step -> false, pit("test"), check).problems())
        .containsExactly(
            PIT
                + ", a test runner, ran outside of the sandbox; remove it, or accept that with"
                + " <outside><execution>"
                + PIT
                + "</execution></outside>");
  }

  @Test
  void so_is_one_that_is_still_to_run() throws Exception {
    MojoExecution typed = Planned.execution("pitest-maven:mutationCoverage@default-cli", "", "");

    assertThat(tests(List.of(), step -> false, check, typed, pit("install")).problems())
        .satisfiesExactly(
            problem ->
                assertThat(problem)
                    .startsWith(
                        "pitest-maven:mutationCoverage@default-cli, a test runner, will run outside of"
                            + " the sandbox; "),
            problem -> assertThat(problem).startsWith(PIT + ", a test runner, will run outside"));
  }

  @Test
  void one_that_the_sandbox_holds_is_none() throws Exception {
    assertThat(
            tests(List.of(), step -> true, check, Planned.execution(SCALA, "verify", ""))
                .problems())
        .isEmpty();
  }

  @Test
  void one_that_a_build_cache_has_skipped_is_none() throws Exception {
    assertThat(tests(List.of(), step -> false, pit("test"), check).problems()).isEmpty();
  }

  @Test
  void one_that_is_listed_is_none_and_told() throws Exception {
    OutsideTests tests = tests(List.of(PIT), step -> false, check, pit("verify"));

    assertThat(tests.problems()).isEmpty();
    assertThat(tests.listed()).map(ExecutionName::toString).containsExactly(PIT);
    assertThat(tests.remarks()).isEmpty();
  }

  @Test
  void a_name_that_matches_nothing_is_told_with_those_that_there_are() throws Exception {
    String wrong = "pitest-maven:mutationCoverage@defualt";
    String line =
        "<outside>: this build has no execution "
            + wrong
            + "; test runners outside of the sandbox: ";

    assertThat(tests(List.of(wrong), step -> false, check, pit("verify")).remarks())
        .containsExactly(line + PIT);
    assertThat(tests(List.of(wrong), step -> false, check).remarks())
        .containsExactly(line + "none");
  }

  @Test
  void a_name_of_what_is_skipped_or_typed_another_day_is_not_wrong() throws Exception {
    List<String> names = List.of(PIT, "pitest-maven:mutationCoverage@default-cli");
    MojoExecution skipped = Planned.execution(PIT, "verify", "<skip>true</skip>");

    assertThat(tests(names, step -> false, check, skipped).remarks()).isEmpty();
  }

  @Test
  void nor_is_one_of_another_module() throws Exception {
    MavenProject other = Planned.project("war");
    Plugin plugin = new Plugin();
    plugin.setArtifactId("pitest-maven");
    PluginExecution execution = new PluginExecution();
    execution.addGoal("mutationCoverage");
    plugin.addExecution(execution);
    other.getBuild().addPlugin(plugin);

    assertThat(
            new OutsideTests(
                    Planned.session(project, other),
                    project,
                    BuildPlan.of(List.of(check), check),
                    new BuildCache(project, false),
                    Outside.of(List.of(PIT, SCALA)),
                    step -> false)
                .remarks())
        .singleElement()
        .asString()
        .contains(SCALA);
  }

  @Test
  void one_that_could_run_inside_is_told_how() throws Exception {
    project.addLifecyclePhase("test");

    assertThat(
            tests(List.of(), step -> false, Planned.execution(SCALA, "test", ""), check).problems())
        .singleElement()
        .asString()
        .startsWith(
            SCALA
                + ", a test runner, ran outside of the sandbox; bind sandbox:prepare before it and use version"
                + " 2.1.0 or newer, or accept that with <outside>");
  }
}
