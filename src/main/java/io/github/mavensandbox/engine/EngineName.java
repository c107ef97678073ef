package io.github.mavensandbox.engine;

import java.util.regex.Pattern;

/** What an engine takes for the name of a container or a network, and for nothing else. */
final class EngineName {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private EngineName() {}

  static boolean matches(String name) {
    return NAME.matcher(name).matches();
  }

  /** Refuses what cannot be a container's name. */
  static void checkContainer(String name) {
    if (!matches(name)) {
      throw new IllegalArgumentException(
          "container name '" + name + "' is not made of letters, digits, '_', '.' and '-'");
    }
  }
}
