package io.github.mavensandbox.mojo.runners;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;

/**
 * The executions that may run tests outside of the sandbox.
 *
 * @param names in the user's order
 */
public record Outside(Set<ExecutionName> names) {

  /**
   * Reads the user's list.
   *
   * @throws MojoExecutionException for an entry that is not the name of an execution
   */
  public static Outside of(List<String> entries) throws MojoExecutionException {
    Set<ExecutionName> names = new LinkedHashSet<>();
    for (String entry : entries) {
      names.add(
          ExecutionName.parse(String.valueOf(entry))
              .orElseThrow(
                  () ->
                      new MojoExecutionException(
                          "<outside>: '%s' is not the name of an execution; write artifactId:goal@executionId, such as pitest-maven:mutationCoverage@default-cli"
                              .formatted(entry))));
    }
    return new Outside(names);
  }

  /** Returns what to put into the POM so that an execution may run outside. */
  public static String listing(ExecutionName name) {
    return "<outside><execution>%s</execution></outside>".formatted(name);
  }

  public boolean has(ExecutionName name) {
    return names.contains(name);
  }
}
