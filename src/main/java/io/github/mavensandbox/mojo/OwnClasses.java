package io.github.mavensandbox.mojo;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;

/** Where the plugin itself is: its jar, or the folder of its classes. */
final class OwnClasses {

  private OwnClasses() {}

  /**
   * Returns a path that a class path may have.
   *
   * @throws MojoExecutionException if they come from no file
   */
  static Path location() throws MojoExecutionException {
    try {
      return Path.of(OwnClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new MojoExecutionException(
          "cannot find the plugin's own classes: " + e.getMessage(), e);
    }
  }
}
