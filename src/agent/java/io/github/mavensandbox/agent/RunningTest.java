package io.github.mavensandbox.agent;

/** Finds the test in a stack: what JUnit or TestNG calls by reflection. */
final class RunningTest {

  private static final String[] FRAMEWORKS = {
    "org.junit.", "junit.framework.", "org.testng.", "org.spockframework."
  };

  private static final String[] REFLECTION = {
    "java.lang.reflect.", "jdk.internal.reflect.", "sun.reflect.", "java.lang.invoke."
  };

  private RunningTest() {}

  /** The outermost test, as {@code com.x.FooTest#method}, or null. */
  static String in(Stack stack) {
    for (int i = stack.size() - 2; i > 0; i--) {
      if (isOneOf(REFLECTION, stack.type(i).name())
          && isOneOf(FRAMEWORKS, stack.type(i + 1).name())) {
        int called = i - 1;
        while (called >= 0 && isOneOf(REFLECTION, stack.type(called).name())) {
          called--;
        }
        if (called >= 0 && isProjects(stack.type(called))) {
          return stack.type(called).name() + "#" + stack.method(called);
        }
      }
    }
    return null;
  }

  private static boolean isProjects(ClassInfo type) {
    return !type.isJdk() && !isOneOf(FRAMEWORKS, type.name());
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
