package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.text.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * A policy artifact, as Maven names artifacts. Its type is {@code txt}.
 *
 * @param classifier empty for an artifact without one
 */
public record PolicyCoordinates(
    String groupId, String artifactId, String classifier, String version) {

  /** The type of a policy artifact, and the end of its file's name. */
  public static final String TYPE = "txt";

  private static final String PART = "([A-Za-z0-9_.-]+)";

  /** Matches {@code g:id:1}, {@code g:id:txt:1} and {@code g:id:txt:tests:1}. */
  private static final Pattern TEXT =
      Pattern.compile("%1$s:%1$s(?::%2$s(?::%1$s)?)?:%1$s".formatted(PART, TYPE));

  /** Reads {@code groupId:artifactId[:txt[:classifier]]:version}. */
  public static PolicyCoordinates parse(String text) throws MojoExecutionException {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new MojoExecutionException(
          "<artifact> %s is no policy artifact; write groupId:artifactId:version of an artifact of type %s"
              .formatted(Quoted.of(text), TYPE));
    }
    return new PolicyCoordinates(
        matcher.group(1),
        matcher.group(2),
        matcher.group(3) == null ? "" : matcher.group(3),
        matcher.group(4));
  }

  /** {@code com.example:policy:1}, or {@code com.example:policy:txt:classifier:1}. */
  @Override
  public String toString() {
    return classifier.isEmpty()
        ? String.join(":", groupId, artifactId, version)
        : String.join(":", groupId, artifactId, TYPE, classifier, version);
  }
}
