package io.github.mavensandbox.engine;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the plugin itself is: its jar, or the folder of its classes. */
public final class OwnClasses {

  private OwnClasses() {}

  /**
   * Returns a path that a class path may have.
   *
   * @throws EngineException if they come from no file
   */
  public static Path location() throws EngineException {
    try {
      return Path.of(OwnClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new EngineException("cannot find the plugin's own classes: " + e.getMessage(), e);
    }
  }
}
