package io.github.mavensandbox.mojo.runners;

import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/**
 * A project's test classes.
 *
 * @param compiled whether the project's life cycle compiles any
 * @param folder that they are in
 */
record TestClasses(boolean compiled, String folder) {

  static TestClasses of(MavenProject project) {
    return new TestClasses(
        !project.getPackaging().equals("pom"), project.getBuild().getTestOutputDirectory());
  }

  /** Whether a parameter names their folder, or another module's, or a class path with them. */
  boolean areNamedIn(Parameters parameters) {
    return parameters
        .texts()
        .anyMatch(
            text ->
                Stream.of(folder, "test-classes", "testOutputDirectory", "test.classpath")
                    .anyMatch(text::contains));
  }
}
