package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.mojo.runners.BuildPlan;
import io.github.mavensandbox.mojo.runners.ExecutionName;
import io.github.mavensandbox.mojo.runners.Outside;
import io.github.mavensandbox.mojo.runners.Planned;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of executions that no {@code check} comes after. */
class AfterCheckTest {

  private static final String FAILSAFE = "maven-failsafe-plugin:integration-test@default";
  private static final String SUREFIRE = "maven-surefire-plugin:test@default-cli";

  private static final String AFTER = " will run after the last sandbox:check of this module, ";
  private static final String UNJUDGED = AFTER + "so nothing judges what it tries to reach; ";

  private final MavenProject project = new MavenProject(new Model());
  private final MojoExecution prepare = ours("prepare@default", "process-test-classes", "");
  private final MojoExecution check = ours("check@default", "test", "");

  @TempDir Path basedir;

  @BeforeEach
  void writeTests() throws Exception {
    project.setFile(basedir.resolve("pom.xml").toFile());
    project.setBuild(new Build());
    project
        .getBuild()
        .setTestOutputDirectory(
            Files.createDirectories(basedir.resolve("target/test-classes")).toString());
  }

  private void writeSources() throws Exception {
    project.addTestCompileSourceRoot(
        Files.createDirectories(basedir.resolve("src/test/java")).toString());
  }

  private static MojoExecution ours(String name, String phase, String parameters) {
    return Planned.execution("sandbox-maven-plugin:" + name, phase, parameters);
  }

  private static MojoExecution failsafe(String parameters) {
    return Planned.execution(FAILSAFE, "integration-test", parameters);
  }

  private static MojoExecution surefire() {
    return Planned.execution(SUREFIRE, "", "");
  }

  private AfterCheck after(List<String> outside, MojoExecution... plan) throws Exception {
    @SuppressWarnings("deprecation")
    MavenSession session = new MavenSession(null, null, new DefaultMavenExecutionRequest(), null);
    session.setProjects(List.of(project));
    return new AfterCheck(
        session,
        project,
        check,
        BuildPlan.of(Planned.by(plan), session, project, check),
        Outside.of(outside),
        step -> step.execution().getArtifactId().equals("scalatest-maven-plugin"));
  }

  private List<String> problems(MojoExecution... plan) throws Exception {
    return after(List.of(), plan).problems();
  }

  @Test
  void tests_after_it_are_a_problem_that_says_what_to_do() throws Exception {
    assertThat(problems(prepare, check, failsafe("")))
        .containsExactly(
            FAILSAFE
                + UNJUDGED
                + "bind check to a later phase, or put sandbox-maven-plugin after maven-failsafe-plugin"
                + " in the POM");
  }

  @Test
  void tests_before_it_are_none() throws Exception {
    assertThat(problems(prepare, failsafe(""), check)).isEmpty();
  }

  @Test
  void where_there_is_no_check_there_is_nothing_to_judge() throws Exception {
    assertThat(problems(prepare, surefire(), failsafe(""))).isEmpty();
  }

  @Test
  void only_what_comes_after_the_last_one_counts() throws Exception {
    MojoExecution last = ours("check@last", "verify", "");

    assertThat(problems(prepare, check, failsafe(""), last)).isEmpty();
    assertThat(problems(prepare, check, failsafe(""), last, surefire()))
        .singleElement()
        .asString()
        .startsWith(SUREFIRE + AFTER);
  }

  @Test
  void one_that_is_skipped_judges_nothing() throws Exception {
    MojoExecution skipped = ours("check@last", "verify", "<skip>true</skip>");

    assertThat(problems(prepare, check, failsafe(""), skipped)).hasSize(1);
  }

  @Test
  void goals_that_are_typed_twice_are_told_apart_by_their_place() throws Exception {
    MojoExecution typed = ours("check@default-cli", "", "");
    MojoExecution unit = Planned.execution(SUREFIRE, "", "<groups>unit</groups>");

    assertThat(problems(prepare, unit, typed, surefire()))
        .containsExactly(SUREFIRE + UNJUDGED + "end the command line with sandbox:check");
    assertThat(problems(prepare, unit, typed, surefire(), typed)).isEmpty();
  }

  @Test
  void tests_that_surefire_skips_because_they_have_run_do_not_count() throws Exception {
    assertThat(problems(prepare, surefire(), check, surefire())).isEmpty();
    assertThat(problems(surefire(), prepare, check, surefire())).hasSize(1);
    assertThat(
            problems(
                prepare, Planned.execution(SUREFIRE, "", "<skip>true</skip>"), check, surefire()))
        .hasSize(1);
  }

  private static MojoExecution report(String parameters) {
    MojoExecution report = Planned.execution("maven-surefire-report-plugin:report@cli", "", "");
    report.setForkedExecutions(
        "g:a:1",
        List.of(Planned.execution("maven-surefire-plugin:test@default-test", "test", parameters)));
    return report;
  }

  @Test
  void tests_that_a_typed_goal_forks_count_where_they_run_again() throws Exception {
    MojoExecution test = Planned.execution("maven-surefire-plugin:test@default-test", "test", "");

    assertThat(
            problems(prepare, test, check, report("<testFailureIgnore>true</testFailureIgnore>")))
        .isEmpty();
    assertThat(problems(prepare, test, check, report("<reportsDirectory>other</reportsDirectory>")))
        .containsExactly(
            "maven-surefire-plugin:test@default-test"
                + UNJUDGED
                + "end the command line with sandbox:check");
  }

  @Test
  void a_life_cycle_that_is_forked_with_a_check_of_its_own_is_judged() throws Exception {
    MojoExecution report = Planned.execution("a:report@cli", "", "");
    report.setForkedExecutions("g:a:1", List.of(prepare, surefire(), check));

    assertThat(problems(prepare, check, report)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "skipTests", "skipITs", "skipExec"})
  void what_is_skipped_does_not_count(String parameter) throws Exception {
    assertThat(problems(prepare, check, failsafe("<%1$s>true</%1$s>".formatted(parameter))))
        .isEmpty();
  }

  @Test
  void nor_does_a_goal_of_failsafe_that_runs_no_tests() throws Exception {
    assertThat(
            problems(
                prepare, check, Planned.execution("maven-failsafe-plugin:verify@x", "verify", "")))
        .isEmpty();
  }

  @Test
  void without_tests_it_does_not_count() throws Exception {
    Files.delete(basedir.resolve("target/test-classes"));

    assertThat(problems(prepare, check, failsafe(""))).isEmpty();
  }

  @Test
  void tests_that_are_still_to_be_compiled_or_are_a_dependencys_count() throws Exception {
    Files.delete(basedir.resolve("target/test-classes"));
    MojoExecution scanning =
        failsafe("<dependenciesToScan><dependency>g:a</dependency></dependenciesToScan>");

    assertThat(problems(prepare, check, scanning)).hasSize(1);

    writeSources();
    assertThat(problems(prepare, check, failsafe(""))).hasSize(1);
  }

  @Test
  void tests_in_another_folder_count() throws Exception {
    Files.delete(basedir.resolve("target/test-classes"));
    Files.createDirectories(basedir.resolve("target/it-classes"));

    assertThat(
            problems(
                prepare,
                check,
                failsafe("<testClassesDirectory>target/it-classes</testClassesDirectory>")))
        .hasSize(1);
  }

  @Test
  void our_own_goals_are_to_be_listed_before_it() throws Exception {
    writeSources();
    project.setExecutionRoot(true);

    assertThat(
            problems(
                prepare,
                check,
                ours("test@default", "verify", ""),
                ours("run@default-cli", "", "")))
        .containsExactly(
            "sandbox-maven-plugin:test@default"
                + UNJUDGED
                + "bind check to a later phase, or put <goal>check</goal> after <goal>test</goal> in"
                + " the POM",
            "sandbox-maven-plugin:run@default-cli"
                + UNJUDGED
                + "end the command line with sandbox:check");
  }

  @Test
  void our_own_goals_do_not_count_where_they_do_nothing() throws Exception {
    writeSources();
    project.getProperties().setProperty("skipTests", "true");

    assertThat(
            problems(
                prepare,
                check,
                ours("test@default", "verify", ""),
                ours("run@default-cli", "", "<skip>true</skip>")))
        .isEmpty();
  }

  @Test
  void a_runner_that_the_sandbox_holds_counts_too() throws Exception {
    assertThat(
            problems(
                prepare,
                check,
                Planned.execution("scalatest-maven-plugin:test@default", "verify", "")))
        .singleElement()
        .asString()
        .startsWith("scalatest-maven-plugin:test@default" + AFTER);
  }

  @Test
  void tests_that_run_outside_after_it_are_told_how_to_be_judged_or_accepted() throws Exception {
    String skipped = "<skip>true</skip>";

    assertThat(problems(ours("prepare@default", "validate", skipped), check, failsafe("")))
        .containsExactly(
            FAILSAFE
                + " will run outside of the sandbox, after the last sandbox:check of this module; bind"
                + " sandbox:prepare before it and sandbox:check after it, or accept that with"
                + " <outside><execution>"
                + FAILSAFE
                + "</execution></outside>");
  }

  @Test
  void only_what_runs_outside_can_be_accepted() throws Exception {
    AfterCheck outside = after(List.of(FAILSAFE), check, failsafe(""));
    AfterCheck inside = after(List.of(FAILSAFE), check, prepare, failsafe(""));

    assertThat(outside.problems()).isEmpty();
    assertThat(outside.listed()).extracting(ExecutionName::toString).containsExactly(FAILSAFE);
    assertThat(inside.problems()).hasSize(1);
    assertThat(inside.listed()).isEmpty();
  }
}
