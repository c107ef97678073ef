package io.github.mavensandbox.tools;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A copy of the script that makes the bundles, with a mirror and a cache of its own. */
final class BundleScript {

  private final Path home;

  /**
   * Copies the script and its lists.
   *
   * @param home an empty directory
   */
  BundleScript(Path home) throws IOException {
    this.home = home;
    for (Path directory : List.of(home.resolve("tools"), mirror(), debs())) {
      Files.createDirectories(directory);
    }
    try (Stream<Path> files = Files.list(Path.of("src", "tools"))) {
      for (Path file : files.toList()) {
        Path copy = home.resolve("tools").resolve(file.getFileName());
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Where the build of this project keeps the packages that it fetched, by their checksums. */
  static Path fetched(LockedPackage line) {
    String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path cache =
        configured.isEmpty() ? Path.of(System.getenv("HOME"), ".cache") : Path.of(configured);
    return cache.resolve("sandbox-maven-plugin/debs/" + line.sha256() + ".deb");
  }

  List<LockedPackage> lock(String architecture) throws IOException {
    return LockedPackage.read(home.resolve("tools/tools.lock")).stream()
        .filter(line -> line.architecture().equals(architecture))
        .toList();
  }

  /** The only mirror that the script knows: a directory, empty at first. */
  Path mirror() {
    return home.resolve("mirror");
  }

  /** Where the script keeps packages that it fetched; empty at first. */
  Path debs() {
    return home.resolve("cache/sandbox-maven-plugin/debs");
  }

  /** Where the script puts the bundle of an architecture. */
  Path bundle(String architecture) {
    return home.resolve("made/tools-linux-" + architecture + ".tar.gz");
  }

  Ended run(String architecture) throws IOException, InterruptedException {
    return run(architecture, "022", Map.of());
  }

  /** Makes the bundle of an architecture, from a shell with this file creation mask. */
  Ended run(String architecture, String umask, Map<String, String> environment)
      throws IOException, InterruptedException {
    return CommandLine.of("sh", "-c", "umask \"$1\" && shift && exec \"$@\"", "sh", umask)
        .with(home.resolve("tools/bundle.sh").toString(), home.resolve("made").toString())
        .with(architecture)
        .variable("XDG_CACHE_HOME", home.resolve("cache").toString())
        .variable("TOOLS_MIRROR", "file://" + mirror())
        .variables(environment)
        .errorsInOutput()
        .run();
  }
}
