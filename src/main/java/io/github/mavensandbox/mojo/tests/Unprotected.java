package io.github.mavensandbox.mojo.tests;

import java.util.Optional;
import org.apache.maven.project.MavenProject;

/**
 * A note, for as long as the build lasts, that a project's tests run outside of the sandbox because
 * the user has asked for that where there is no engine.
 */
public final class Unprotected {

  private static final String KEY = "io.github.mavensandbox.unprotected";

  private Unprotected() {}

  /**
   * @param reason what the user is told, on one line
   */
  public static void mark(MavenProject project, String reason) {
    project.setContextValue(KEY, reason);
  }

  public static Optional<String> reason(MavenProject project) {
    return Optional.ofNullable((String) project.getContextValue(KEY));
  }
}
