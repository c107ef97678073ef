package io.github.mavensandbox.mojo.runners;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which executions are known to run tests. */
class RunnerTest {

  private static boolean runsTests(String packaging, String name, String parameters) {
    MavenProject project = Planned.project(packaging);
    MojoExecution execution = Planned.execution(name + "@default", "test", parameters);
    return Runner.of(execution)
        .filter(
            runner ->
                runner.runsTests(
                    new Parameters(
                        execution.getConfiguration(),
                        new PluginParameterExpressionEvaluator(
                            Planned.session(project), execution)),
                    TestClasses.of(project)))
        .isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "pitest-maven:mutationCoverage, true",
    "pitest-maven:scmMutationCoverage, true",
    "pitest-maven:report, false",
    "scalatest-maven-plugin:test, true",
    "native-maven-plugin:test, true",
    "native-maven-plugin:integration-test, true",
    "native-maven-plugin:compile, false",
    "maven-surefire-plugin:test, false"
  })
  void a_goal_that_runs_tests_is_known_by_its_name(String name, boolean known) {
    assertThat(runsTests("jar", name, "")).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({
    "pitest-maven:mutationCoverage, <skip>true</skip>, false",
    "pitest-maven:mutationCoverage, <skip> TRUE </skip>, false",
    "pitest-maven:mutationCoverage, <skipTests>true</skipTests>, false",
    "pitest-maven:mutationCoverage, <skip>yes</skip>, true",
    "pitest-maven:mutationCoverage, <skip default-value='true'>${none}</skip>, false",
    "pitest-maven:mutationCoverage, <skip default-value='false'>${none}</skip>, true",
    "exec-maven-plugin:java, <classpathScope>test</classpathScope><skip>true</skip>, false",
    "exec-maven-plugin:java, <classpathScope>test</classpathScope><skipTests>true</skipTests>, true"
  })
  void one_that_its_own_parameter_has_do_nothing_does_not(
      String name, String parameters, boolean runs) {
    assertThat(runsTests("jar", name, parameters)).isEqualTo(runs);
  }

  /** Its parameters for skipping have no default value; the packaging has, since version 4. */
  @ParameterizedTest
  @CsvSource({
    "eclipse-test-plugin, '', true",
    "eclipse-plugin, '', true",
    "eclipse-feature, '', false",
    "jar, '', false",
    "pom, '', false",
    "eclipse-test-plugin, <packaging default-value='eclipse-test-plugin'>${none}</packaging>, true",
    "eclipse-plugin, <packaging default-value='eclipse-test-plugin'>${none}</packaging>, false",
    "jar, <packaging default-value='eclipse-test-plugin'>jar</packaging>, true",
    "eclipse-plugin, <skip>${none}</skip><skipTests>${none}</skipTests>, true",
    "eclipse-plugin, <skipTests>true</skipTests>, false",
    "eclipse-plugin, <skip>true</skip><skipTests>${none}</skipTests>, false",
    "eclipse-plugin, <skipExec>true</skipExec>, false",
    "eclipse-plugin, <skip>true</skip><skipTests>false</skipTests>, true",
    "eclipse-plugin, <skipITs>true</skipITs><skipTests>false</skipTests>, false"
  })
  void tycho_does_in_modules_of_its_packagings_and_its_skipTests_decides_alone(
      String packaging, String parameters, boolean runs) {
    assertThat(runsTests(packaging, "tycho-surefire-plugin:plugin-test", parameters))
        .isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource({
    "exec, <classpathScope>test</classpathScope>, true",
    "java, <classpathScope default-value='test'>${none}</classpathScope>, true",
    "java, <classpathScope>runtime</classpathScope>, false",
    "exec, <arguments><argument>-cp</argument><argument>/p/target/test-classes:/x</argument></arguments>, true",
    "exec, <commandlineArgs>-cp ../other/target/test-classes Main</commandlineArgs>, true",
    "exec, <executable>npm</executable>, false"
  })
  void exec_does_when_it_is_given_test_classes(String goal, String parameters, boolean runs) {
    assertThat(runsTests("jar", "exec-maven-plugin:" + goal, parameters)).isEqualTo(runs);
  }

  @ParameterizedTest
  @CsvSource({
    "<target><junit/></target>, true",
    "<target><x:junitlauncher xmlns:x='antlib:org.apache.tools.ant'/></target>, true",
    "<tasks><sequential><testng/></sequential></tasks>, true",
    "<target><java classpathref='maven.test.classpath'/></target>, true",
    "<target><path id='p'><pathelement path='${project.build.testOutputDirectory}'/></path><java classpathref='p'/></target>, true",
    "<target><exec executable='java'><arg value='-cp'/><arg value='/p/target/test-classes'/></exec></target>, true",
    "<target><java classpathref='maven.runtime.classpath'/></target>, false",
    "<target><copy todir='/p/target/test-classes'/></target>, false"
  })
  void ant_does_with_a_task_for_tests_or_a_program_on_their_class_path(
      String parameters, boolean runs) {
    assertThat(runsTests("jar", "maven-antrun-plugin:run", parameters)).isEqualTo(runs);
  }

  @Test
  void where_nothing_is_compiled_only_what_names_test_classes_does() {
    assertThat(runsTests("pom", "pitest-maven:mutationCoverage", "")).isFalse();
    assertThat(runsTests("pom", "maven-antrun-plugin:run", "<target><junit/></target>")).isTrue();
  }
}
