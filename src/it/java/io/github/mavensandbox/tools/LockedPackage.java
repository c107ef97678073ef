package io.github.mavensandbox.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One package of the lock, as far as it decides where the package is fetched from. */
record LockedPackage(
    String name, String version, String architecture, String sha256, String source) {

  static List<LockedPackage> read(Path lock) throws IOException {
    return Files.readString(lock)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .map(field -> new LockedPackage(field[0], field[1], field[2], field[3], field[4]))
        .toList();
  }

  /** The name of its file in the archive: without the version's epoch. */
  String fileName() {
    return name + "_" + version.replaceFirst("^\\d+:", "") + "_" + architecture + ".deb";
  }

  /** The directory of its source in each of the archive's pools. */
  String directory() {
    return source.substring(0, source.startsWith("lib") ? 4 : 1) + "/" + source;
  }
}
