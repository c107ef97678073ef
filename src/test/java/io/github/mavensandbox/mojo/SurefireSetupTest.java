package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Before Surefire 3.6, more than one JVM means that Maven's own loads the tests. */
class SurefireSetupTest {

  private static SurefireSetup setup(String version, String configuration, Properties properties)
      throws Exception {
    Model model =
        new MavenXpp3Reader()
            .read(
                new StringReader(
                    """
                    <project><build><plugins><plugin>
                      <artifactId>maven-surefire-plugin</artifactId>
                      <version>%s</version>
                      <configuration>%s</configuration>
                    </plugin></plugins></build></project>
                    """
                        .formatted(version, configuration)));
    model.setProperties(properties);
    @SuppressWarnings("deprecation")
    MavenSession session = new MavenSession(null, null, new DefaultMavenExecutionRequest(), null);
    return new SurefireSetup(new MavenProject(model), session);
  }

  @ParameterizedTest
  @CsvSource({
    "<forkCount>2</forkCount>, forkCount 2",
    "<forkCount>1C</forkCount>, forkCount 1C",
    "<reuseForks>false</reuseForks>, reuseForks false"
  })
  void a_version_that_would_load_the_tests_outside_is_refused(String configuration, String what)
      throws Exception {
    SurefireSetup old = setup("3.5.2", configuration, new Properties());
    SurefireSetup current = setup("3.6.0", configuration, new Properties());

    assertThatThrownBy(old::check)
        .hasMessage(
            "maven-surefire-plugin: "
                + what
                + " has version 3.5.2 load the test classes in Maven's own JVM, outside of the"
                + " sandbox; use 3.6.0 or newer, or one JVM for all");
    assertThatCode(current::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", " 0", "0.0C", "-1C", ".0C", "0e1C", "+0", "-0", "${late}", "x"})
  void what_is_not_certainly_a_forked_jvm_is_refused(String count) throws Exception {
    SurefireSetup setup = setup("3.6.1", "<forkCount>" + count + "</forkCount>", new Properties());

    assertThatThrownBy(setup::check).hasMessageContaining("outside of the sandbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "12", "1C", "0.5C", "2.5C", "10C"})
  void one_jvm_and_more_are_fine(String count) throws Exception {
    SurefireSetup setup = setup("3.6.1", "<forkCount>" + count + "</forkCount>", new Properties());

    assertThatCode(setup::check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "true, '', true",
    "TRUE, '', true",
    "'', '', false",
    "no, '', false",
    "false, '', false",
    "true, <skipTests>false</skipTests>, false",
    "true, <skip>${other}</skip>, false"
  })
  void tests_are_skipped_only_when_that_is_certain(
      String value, String configuration, boolean skipped) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("skipTests", value);

    assertThat(setup("3.6.1", configuration, properties).skipsTests()).isEqualTo(skipped);
  }

  @Test
  void so_is_one_that_a_property_tells_to() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("reuseForks", "false");

    assertThatThrownBy(setup("3.5.2", "", properties)::check)
        .hasMessageContaining("reuseForks false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.12.4", "2.19.1", "2.22.1"})
  void a_version_that_no_fork_in_the_sandbox_understands_is_refused(String version)
      throws Exception {
    assertThatThrownBy(setup(version, "", new Properties())::check)
        .hasMessage(
            "maven-surefire-plugin: version "
                + version
                + " is too old for the sandbox; use 2.22.2 or newer, best 3.6.0 or newer");
  }

  @Test
  void one_jvm_for_all_tests_is_fine_with_any_version() throws Exception {
    assertThatCode(setup("2.22.2", "<forkCount>1</forkCount>", new Properties())::check)
        .doesNotThrowAnyException();
  }
}
