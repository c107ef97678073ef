package io.github.mavensandbox.mojo.runners;

import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;

/**
 * A plugin that runs tests without Surefire and Failsafe.
 *
 * @param artifactId of the plugin, whatever its group is
 * @param goals that run tests
 * @param skips parameters that have these goals run nothing when they are true
 * @param condition when an execution of these goals runs tests
 * @param remedy what has them run no tests outside of the sandbox
 */
record Runner(
    String artifactId, List<String> goals, List<String> skips, Condition condition, String remedy) {

  private static final String REMOVE = "remove it";

  /** All known runners. The manual has the same list. */
  static final List<Runner> ALL =
      List.of(
          new Runner(
              "scalatest-maven-plugin",
              List.of("test"),
              List.of("skipTests"),
              Condition.COMPILED_TESTS,
              "bind sandbox:prepare before it and use version 2.1.0 or newer"),
          of("scalatest-maven-plugin", List.of("reporter")),
          of(
              "pitest-maven",
              List.of("mutationCoverage", "scmMutationCoverage"),
              "skip",
              "skipTests"),
          new Runner(
              "tycho-surefire-plugin",
              List.of("test", "plugin-test", "bnd-test", "integration-test"),
              List.of("skipTests", "skipITs"),
              Condition.TYCHO,
              REMOVE),
          of("bnd-testing-maven-plugin", List.of("testing"), "skip", "skipTests"),
          of("junit-platform-maven-plugin", List.of("launch"), "skip"),
          of(
              "native-maven-plugin",
              List.of("test", "integration-test"),
              "skip",
              "skipTests",
              "skipNativeTests"),
          of("gatling-maven-plugin", List.of("test"), "skip"),
          of("clojure-maven-plugin", List.of("test", "test-with-junit"), "skip", "skipTests"),
          of("quarkus-maven-plugin", List.of("test")),
          of("spring-boot-maven-plugin", List.of("test-run", "process-test-aot"), "skip"),
          new Runner(
              "exec-maven-plugin",
              List.of("exec", "java"),
              List.of("skip"),
              Condition.TEST_CLASS_PATH,
              REMOVE),
          new Runner(
              "maven-antrun-plugin", List.of("run"), List.of("skip"), Condition.ANT_TASKS, REMOVE));

  private static Runner of(String artifactId, List<String> goals, String... skips) {
    return new Runner(artifactId, goals, List.of(skips), Condition.COMPILED_TESTS, REMOVE);
  }

  /** Returns the runner that an execution belongs to. */
  static Optional<Runner> of(MojoExecution execution) {
    return of(execution.getArtifactId(), execution.getGoal());
  }

  static Optional<Runner> of(String artifactId, String goal) {
    return ALL.stream()
        .filter(runner -> runner.artifactId.equals(artifactId) && runner.goals.contains(goal))
        .findFirst();
  }

  /** Whether an execution with these parameters runs tests. */
  boolean runsTests(Parameters parameters, TestClasses tests) {
    return skips.stream().noneMatch(parameters::isTrue) && condition.holds(parameters, tests);
  }
}
