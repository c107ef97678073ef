package io.github.mavensandbox.mojo.project;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;

/** Where the plugin itself is: its jar, or the folder of its classes. */
public final class OwnClasses {

  private OwnClasses() {}

  /**
   * Returns a path that a class path may have.
   *
   * @throws MojoExecutionException if they come from no file
   */
  public static Path location() throws MojoExecutionException {
    try {
      return Path.of(OwnClasses.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new MojoExecutionException(
          "cannot find the plugin's own classes: " + e.getMessage(), e);
    }
  }
}
