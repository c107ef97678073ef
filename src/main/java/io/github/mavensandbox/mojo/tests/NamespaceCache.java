package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.SessionFolders;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cache folder of namespaces. Unlike Jib's folder, which other programs use, too, it is made
 * and checked by the plugin alone.
 */
public final class NamespaceCache {

  private static final String BUILDS = "run";
  private static final String AGENT = "agent";

  private NamespaceCache() {}

  /**
   * Returns the folder of the user who runs Maven, if the user has a home; it need not be there.
   */
  public static Optional<Path> ofThisUser() throws IOException {
    return UserHomes.all().stream().findFirst().map(NamespaceCache::of);
  }

  /** Returns the folder of the user with this home; it need not be there. */
  public static Path of(Path home) {
    String given = System.getenv("XDG_CACHE_HOME");
    Path caches = given != null && given.startsWith("/") ? Path.of(given) : home.resolve(".cache");
    return caches.resolve("sandbox-maven-plugin");
  }

  /** Returns the folders in it that builds have while they last. */
  public static SessionFolders builds(Path cache) {
    return new SessionFolders(cache.resolve(BUILDS));
  }

  /** Makes a folder in it that a build has while it lasts. */
  public static Path newFolder(Path cache, BuildSession build) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(builds(cache).of(build)), "module");
  }

  /** Returns the folder in it with the classes that the agent has changed. */
  static Path agent(Path cache) {
    return cache.resolve(AGENT);
  }

  /** Returns whether something of this name in it is the plugin's: others may keep things there. */
  public static boolean isOwn(String name) {
    return name.equals(BUILDS) || name.equals(AGENT) || HostTools.isPart(name);
  }
}
