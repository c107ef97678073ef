package io.github.mavensandbox.attribution;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says which artifact a jar or folder is. Jars themselves cannot be asked: of 34 real ones, 16 did
 * not say.
 */
public final class Origins {

  private static final String FILE = "file:";
  private static final String JAR = "jar:";

  private final Map<String, Origin> byPath;
  private final Optional<Path> repository;

  /**
   * @param byPath of jars and folders, absolute, as the sandbox has them
   * @param repository the local repository; what is in it is known by its path
   */
  public Origins(Map<Path, Origin> byPath, Optional<Path> repository) {
    this.byPath = new HashMap<>();
    byPath.forEach((path, origin) -> this.byPath.put(path.normalize().toString(), origin));
    this.repository = repository.map(Path::normalize);
  }

  /**
   * Of what a class was loaded from.
   *
   * @param url as a code source has it, {@code file:/repository/x.jar}; may hold anything
   */
  Origin of(String url) {
    Optional<String> path = path(url);
    if (path.isEmpty()) {
      return Origin.other(url);
    }
    Origin known = byPath.get(path.get());
    return known == null ? inRepository(path.get()).orElse(Origin.other(path.get())) : known;
  }

  /** The file's path, without the slash that ends a folder's URL; empty when it is no file's. */
  private static Optional<String> path(String url) {
    String file = url.startsWith(JAR) ? url.substring(JAR.length()) : url;
    if (!file.startsWith(FILE)) {
      return Optional.empty();
    }
    // Within a jar of jars the inner path goes with it, so that it is not taken for the outer jar.
    String trimmed = file.endsWith("!/") ? file.substring(0, file.length() - 2) : file;
    try {
      String path = new URI(trimmed).getPath();
      if (path == null) {
        return Optional.empty();
      }
      return Optional.of(
          path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * By the layout of Maven's repositories: {@code group/parts/artifact/version/artifact-version}.
   */
  private Optional<Origin> inRepository(String path) {
    if (repository.isEmpty() || path.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    Path file = Path.of(path).normalize();
    if (!file.startsWith(repository.get())) {
      return Optional.empty();
    }
    Path inside = repository.get().relativize(file);
    int names = inside.getNameCount();
    if (names < 4) {
      return Optional.empty();
    }
    String artifact = inside.getName(names - 3).toString();
    String version = inside.getName(names - 2).toString();
    if (!inside.getName(names - 1).toString().startsWith(artifact + "-")) {
      return Optional.empty();
    }
    String group = inside.subpath(0, names - 3).toString().replace('/', '.');
    return Optional.of(Origin.artifact(group + ":" + artifact + ":" + version, List.of()));
  }
}
