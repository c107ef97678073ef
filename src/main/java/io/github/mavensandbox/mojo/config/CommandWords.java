package io.github.mavensandbox.mojo.config;

import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.codehaus.plexus.util.cli.CommandLineUtils;
import org.jspecify.annotations.Nullable;

/** The value of a user property that stands for several words of a command line. */
public final class CommandWords {

  private CommandWords() {}

  /**
   * Splits at white space; quotes keep words together. No shell takes part: nothing is expanded.
   *
   * @param property its name, for the error
   * @return empty if the property is not set
   */
  public static Optional<List<String>> parse(String property, @Nullable String value)
      throws MojoExecutionException {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(List.of(CommandLineUtils.translateCommandline(value)));
    } catch (Exception e) {
      throw new MojoExecutionException(
          property + " '" + value + "': " + e.getMessage() + "; close the quotes", e);
    }
  }
}
