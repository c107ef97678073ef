package io.github.mavensandbox.surefire.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The files that the {@code Class-Path} in a jar's manifest names. */
final class ManifestClassPath {

  private ManifestClassPath() {}

  /**
   * Returns what is named, there or not; nothing for what is no jar, of which the JVM complains.
   */
  static List<Path> of(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return List.of();
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String entries =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      return entries == null || entries.isBlank()
          ? List.of()
          : Stream.of(entries.trim().split(" +"))
              .flatMap(entry -> resolved(jar, entry).stream())
              .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<Path> resolved(Path jar, String entry) {
    try {
      return Optional.of(jar.toUri().resolve(entry))
          .filter(uri -> "file".equals(uri.getScheme()))
          .map(uri -> Path.of(uri).normalize());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
