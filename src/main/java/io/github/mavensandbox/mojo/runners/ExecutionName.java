package io.github.mavensandbox.mojo.runners;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecution;

/**
 * The name of a plugin's execution, as a POM lists it.
 *
 * @param artifactId of the plugin
 * @param id of the execution; {@code default-cli} for a goal of the command line
 */
public record ExecutionName(String artifactId, String goal, String id) {

  /** {@code pitest-maven:mutationCoverage@default}: an id may have any character in it. */
  private static final Pattern TEXT = Pattern.compile("([\\w.-]+):([\\w.-]+)@(\\S(?:.*\\S)?)");

  public static ExecutionName of(MojoExecution execution) {
    return new ExecutionName(
        execution.getArtifactId(), execution.getGoal(), execution.getExecutionId());
  }

  /** Reads what {@link #toString} writes; returns nothing when it is something else. */
  static Optional<ExecutionName> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(new ExecutionName(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return artifactId + ":" + goal + "@" + id;
  }
}
