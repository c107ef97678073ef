package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.Containerizer;
import java.nio.file.Path;

/**
 * Where things are kept from one build to the next. Everything in these folders may be deleted at
 * any time.
 *
 * @param user of all the user's projects: base images, unpacked tools
 * @param project of this project, usually below {@code target}: the layers of its program
 */
public record CacheFolders(Path user, Path project) {

  /** Keeps base images where jib-maven-plugin keeps them, so that they are downloaded once. */
  public static CacheFolders inProject(Path project) {
    return new CacheFolders(Containerizer.DEFAULT_BASE_CACHE_DIRECTORY, project);
  }

  /** Returns the folder for what only this plugin keeps. */
  public Path own() {
    return user.resolve("sandbox");
  }
}
