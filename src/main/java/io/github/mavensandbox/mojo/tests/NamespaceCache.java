package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.run.SessionFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where is kept what namespaces need. Unlike Jib's folder, which others may have made, it is made
 * and looked at by us.
 */
public final class NamespaceCache {

  private NamespaceCache() {}

  /**
   * Returns the folder of the user who runs Maven, if the user has a home; it need not be there.
   */
  public static Optional<Path> ofThisUser() throws IOException {
    return UserHomes.all().stream().findFirst().map(NamespaceCache::of);
  }

  /** Returns the folder of the user with this home; it need not be there. */
  static Path of(Path home) {
    String given = System.getenv("XDG_CACHE_HOME");
    Path caches = given != null && given.startsWith("/") ? Path.of(given) : home.resolve(".cache");
    return caches.resolve("sandbox-maven-plugin");
  }

  /** Returns the folders in it that builds have while they last. */
  public static SessionFolders builds(Path cache) {
    return new SessionFolders(cache.resolve("run"));
  }
}
