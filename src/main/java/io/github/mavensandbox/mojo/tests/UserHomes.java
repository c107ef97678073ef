package io.github.mavensandbox.mojo.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The homes of the user who runs Maven, as Java and as the environment have them. */
final class UserHomes {

  private UserHomes() {}

  /**
   * Returns those that are there, with all links followed; Java's first. Of a user whom the machine
   * does not know by name, Java knows none.
   */
  static List<Path> all() throws IOException {
    List<Path> homes = new ArrayList<>();
    for (String given : Arrays.asList(System.getProperty("user.home"), System.getenv("HOME"))) {
      if (given != null && given.startsWith("/") && Files.isDirectory(Path.of(given))) {
        homes.add(Path.of(given).toRealPath());
      }
    }
    return homes;
  }
}
