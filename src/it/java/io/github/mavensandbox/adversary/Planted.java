package io.github.mavensandbox.adversary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the attacker leaves below {@code target}, and must not come back. */
final class Planted {

  private static final List<String> NAMES =
      List.of(
          "classes/Planted.class",
          "test-classes/PlantedTest.class",
          "adversary-1.jar",
          "surefire-reports/TEST-planted.xml",
          "generated-sources/Planted.java",
          "maven-status/planted.lst",
          "sandbox/planted.json",
          "planted-link");

  private Planted() {}

  /** Returns whether any of it is there. */
  static boolean in(Path target) throws IOException {
    for (String name : NAMES) {
      if (is(target.resolve(name))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a file is the attacker's; the jar of that name is also Maven's own. */
  static boolean is(Path file) throws IOException {
    return Files.isSymbolicLink(file)
        || Files.isRegularFile(file) && Files.readString(file, ISO_8859_1).equals("planted\n");
  }
}
