package io.github.mavensandbox.agent;

/** Finds the test in a stack: the project's method that a test framework calls by reflection. */
final class RunningTest {

  /** The classes that do so; rules and extensions of the project are called by others. */
  private static final String[] CALLERS = {
    "org.junit.platform.commons.util.ReflectionUtils",
    "org.junit.runners.model.FrameworkMethod",
    "junit.framework.TestCase",
    "org.testng.internal.",
    "org.spockframework.util.ReflectionUtil"
  };

  private static final String[] REFLECTION = {
    "java.lang.reflect.", "jdk.internal.reflect.", "sun.reflect.", "java.lang.invoke."
  };

  private RunningTest() {}

  /** The outermost test of a stack, as {@code com.x.FooTest#method}, or null. */
  static String in(ClassInfo[] types, String[] methods) {
    for (int i = types.length - 1; i > 0; i--) {
      if (isOneOf(CALLERS, types[i].name())) {
        int called = i - 1;
        while (called > 0 && isOneOf(REFLECTION, types[called].name())) {
          called--;
        }
        ClassInfo type = types[called];
        if (!type.isJdk() && !isFrameworks(type.name())) {
          return type.name() + "#" + methods[called];
        }
      }
    }
    return null;
  }

  private static boolean isFrameworks(String name) {
    return name.startsWith("org.junit.")
        || name.startsWith("junit.framework.")
        || name.startsWith("org.testng.")
        || name.startsWith("org.spockframework.");
  }

  private static boolean isOneOf(String[] prefixes, String name) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
