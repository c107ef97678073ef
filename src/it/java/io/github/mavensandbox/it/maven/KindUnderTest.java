package io.github.mavensandbox.it.maven;

/**
 * The kind of sandbox that tests of projects run in: {@code it.kind}, which the projects' builds
 * are given as {@code sandbox.kind}.
 */
public final class KindUnderTest {

  private static final String NAME = System.getProperty("it.kind", "containers");

  private KindUnderTest() {}

  /** Returns whether it is namespaces, for an ordinary user and without an engine. */
  public static boolean isNamespaces() {
    return switch (NAME) {
      case "containers" -> false;
      case "namespaces" -> true;
      default ->
          throw new IllegalStateException(
              "it.kind is '" + NAME + "'; it may be containers or namespaces");
    };
  }
}
