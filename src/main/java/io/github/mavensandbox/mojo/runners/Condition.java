package io.github.mavensandbox.mojo.runners;

import java.util.Set;

/** When an execution of a runner runs tests. */
enum Condition {
  /** The project has test classes. */
  COMPILED_TESTS("") {
    @Override
    boolean holds(Parameters parameters, TestClasses tests) {
      return tests.compiled();
    }
  },

  /**
   * Tycho does nothing in other modules; before version 4 it has no such parameter. Where {@code
   * skipTests} is set, it alone decides.
   */
  TYCHO(
      "in a module with packaging `eclipse-plugin` or `eclipse-test-plugin`, or the one that a"
          + " parameter `packaging` names") {
    @Override
    boolean holds(Parameters parameters, TestClasses tests) {
      return parameters
              .value("packaging")
              .map(tests.packaging()::equals)
              .orElse(Set.of("eclipse-plugin", "eclipse-test-plugin").contains(tests.packaging()))
          && (parameters.value("skipTests").isPresent()
              || !parameters.isTrue("skip") && !parameters.isTrue("skipExec"));
    }
  },

  TEST_CLASS_PATH(
      "where `classpathScope` is `test` or a parameter names the folder of test classes") {
    @Override
    boolean holds(Parameters parameters, TestClasses tests) {
      return parameters
              .value("classpathScope")
              .map(String::strip)
              .filter("test"::equals)
              .isPresent()
          || tests.areNamedIn(parameters);
    }
  },

  ANT_TASKS(
      "where the target has `<junit>`, `<junitlauncher>` or `<testng>`, or has `<java>`, `<exec>` or"
          + " `<apply>` and names the tests' class path or the folder of test classes") {
    @Override
    boolean holds(Parameters parameters, TestClasses tests) {
      return parameters.hasElement(Set.of("junit", "junitlauncher", "testng"))
          || parameters.hasElement(Set.of("java", "exec", "apply")) && tests.areNamedIn(parameters);
    }
  };

  private final String words;

  Condition(String words) {
    this.words = words;
  }

  abstract boolean holds(Parameters parameters, TestClasses tests);

  /** Returns the condition as the manual states it; empty for the first. */
  String words() {
    return words;
  }
}
