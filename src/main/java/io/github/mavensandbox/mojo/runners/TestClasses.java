package io.github.mavensandbox.mojo.runners;

import java.util.stream.Stream;
import org.apache.maven.project.MavenProject;

/**
 * A project's test classes.
 *
 * @param packaging of the project
 * @param folder that they are in
 */
record TestClasses(String packaging, String folder) {

  static TestClasses of(MavenProject project) {
    return new TestClasses(project.getPackaging(), project.getBuild().getTestOutputDirectory());
  }

  /** Whether the project's life cycle compiles any. */
  boolean compiled() {
    return !packaging.equals("pom");
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
