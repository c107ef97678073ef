package io.github.mavensandbox.agent;

/** What this JVM is, and the classes of the agent that are for it. */
final class JavaVersion {

  private JavaVersion() {}

  static boolean isBefore9() {
    return System.getProperty("java.specification.version").startsWith("1.");
  }

  /** An instance of a class that is for some versions of Java, and so named in no other way. */
  static <T> T load(String simpleName, Class<T> as) throws Exception {
    return as.cast(
        Class.forName("io.github.mavensandbox.agent." + simpleName)
            .getDeclaredConstructor()
            .newInstance());
  }
}
