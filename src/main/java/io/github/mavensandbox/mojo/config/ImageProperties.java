package io.github.mavensandbox.mojo.config;

import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The user properties that replace single values of {@code <from>}, {@code <to>} and {@code
 * <container>}.
 */
public record ImageProperties(
    Optional<String> fromImage,
    Optional<String> toImage,
    Optional<String> toTar,
    Optional<String> mainClass,
    Optional<List<String>> args,
    Optional<List<String>> jvmFlags,
    Optional<List<String>> ports) {

  public static ImageProperties of(
      @Nullable String fromImage,
      @Nullable String toImage,
      @Nullable String toTar,
      @Nullable String mainClass,
      @Nullable String args,
      @Nullable String jvmFlags,
      @Nullable String ports)
      throws MojoExecutionException {
    return new ImageProperties(
        Optional.ofNullable(fromImage),
        Optional.ofNullable(toImage),
        Optional.ofNullable(toTar),
        Optional.ofNullable(mainClass),
        CommandWords.parse("sandbox.args", args),
        CommandWords.parse("sandbox.jvmFlags", jvmFlags),
        CommaList.parseOrNone(ports));
  }
}
