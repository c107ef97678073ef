package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * More than one JVM means that Maven's own loads the tests before Surefire 3.6.0, and that 3.6.0
 * runs none.
 */
class SurefireSetupTest {

  private static final ExpressionEvaluator AS_WRITTEN =
      new ExpressionEvaluator() {
        @Override
        public Object evaluate(String expression) {
          return expression;
        }

        @Override
        public File alignToBaseDirectory(File file) {
          return file;
        }
      };

  /** One of a version that has these parameters. */
  private static MojoExecution execution(String... parameters) throws Exception {
    MojoDescriptor descriptor = new MojoDescriptor();
    for (String name : parameters) {
      Parameter parameter = new Parameter();
      parameter.setName(name);
      descriptor.addParameter(parameter);
    }
    return new MojoExecution(descriptor, "default");
  }

  private static SurefireSetup setup(String version, String configuration, Properties properties)
      throws Exception {
    return setup("maven-surefire-plugin", version, configuration, properties);
  }

  private static SurefireSetup setup(
      String plugin, String version, String configuration, Properties properties) throws Exception {
    return setup(plugin, version, configuration, properties, new Properties());
  }

  private static SurefireSetup setup(
      String plugin,
      String version,
      String configuration,
      Properties properties,
      Properties ofMavensJvm)
      throws Exception {
    Model model =
        new MavenXpp3Reader()
            .read(
                new StringReader(
                    """
                    <project><build><plugins><plugin>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                      %s
                    </plugin></plugins></build></project>
                    """
                        .formatted(
                            plugin,
                            version,
                            configuration.contains("<executions>")
                                ? configuration
                                : "<configuration>" + configuration + "</configuration>")));
    model.setProperties(properties);
    MavenExecutionRequest request = new DefaultMavenExecutionRequest();
    request.setSystemProperties(ofMavensJvm);
    @SuppressWarnings("deprecation")
    MavenSession session = new MavenSession(null, null, request, null);
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
    SurefireSetup current = setup("3.6.1", configuration, new Properties());

    assertThatThrownBy(() -> old.check(false))
        .hasMessage(
            "maven-surefire-plugin: "
                + what
                + " has version 3.5.2 load the test classes in Maven's own JVM, outside of the"
                + " sandbox; use 3.6.1 or newer, or have one JVM run all tests:"
                + " <testOneJvm>true</testOneJvm> in sandbox-maven-plugin's <configuration>");
    assertThatCode(() -> current.check(false)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "2.22.2, <forkMode>never</forkMode>",
    "2.22.2, <forkMode>perthread</forkMode>",
    "3.5.2, <forkCount>0</forkCount>",
    "3.5.2, <forkCount>1C</forkCount><reuseForks>false</reuseForks>",
    "3.6.0, <forkCount>2</forkCount>"
  })
  void all_of_these_are_taken_where_one_jvm_runs_all(String version, String configuration)
      throws Exception {
    SurefireSetup setup = setup(version, configuration, new Properties());

    assertThatThrownBy(() -> setup.check(false))
        .hasMessageContaining("<testOneJvm>true</testOneJvm>");
    assertThatCode(() -> setup.check(true)).doesNotThrowAnyException();
  }

  @Test
  void tests_learn_neither_secrets_nor_how_the_sandbox_is_set() throws Exception {
    Properties ofProject = new Properties();
    ofProject.setProperty("sandbox.url", "of the project");
    SurefireSetup setup = setup("3.6.1", "", ofProject);
    for (String name : List.of("sandbox.allow", "sandbox.url", "db.password", "plain")) {
      setup.session().getUserProperties().setProperty(name, "given");
    }

    assertThat(setup.secrets(Pattern.compile("passw")))
        .containsExactlyInAnyOrder("sandbox.allow", "db.password");
  }

  @Test
  void toolchains_are_told_by_execution() throws Exception {
    String one = "<jdkToolchain><version>17</version><vendor>a</vendor></jdkToolchain>";
    String executions =
        "<executions><execution><id>a</id><configuration>%s</configuration></execution><execution><id>b</id><configuration>%s</configuration></execution></executions>";
    Map<String, String> required = Map.of("version", "17", "vendor", "a");

    assertThat(setup("3.6.1", one, new Properties()).toolchains()).containsExactly(required);
    assertThat(setup("3.6.1", executions.formatted(one, one), new Properties()).toolchains())
        .containsExactly(required);
    assertThat(setup("3.6.1", executions.formatted(one, ""), new Properties()).toolchains())
        .containsExactly(required, Map.of());
    assertThat(setup("3.6.1", "<jdkToolchain/>", new Properties()).hasToolchain()).isFalse();
  }

  @Test
  void what_a_parent_has_can_be_taken_back() throws Exception {
    assertThatThrownBy(() -> setup("3.6.1", "<jvm>/java</jvm>", new Properties()).check(false))
        .hasMessageContaining("<jvm combine.self=\"override\"/>");
    assertThatCode(() -> setup("3.6.1", "<jvm/>", new Properties()).check(false))
        .doesNotThrowAnyException();
  }

  @Test
  void one_jvm_is_no_way_around_anything_else() throws Exception {
    for (String configuration :
        List.of("<jvm>/usr/bin/java</jvm>", "<enableProcessChecker>all</enableProcessChecker>")) {
      SurefireSetup setup = setup("3.5.2", configuration, new Properties());

      assertThatThrownBy(() -> setup.check(true)).isInstanceOf(MojoExecutionException.class);
    }
  }

  @Test
  void an_execution_is_told_to_have_one_jvm_by_what_its_version_knows() throws Exception {
    MojoExecution execution = execution("forkCount", "reuseForks");
    SurefireSetup.set(execution, "forkCount", "4");
    SurefireSetup.set(execution, "reuseForks", "true");

    assertThat(SurefireSetup.pinOneJvm(execution, AS_WRITTEN)).containsExactly("forkCount 4");
    assertThat(execution.getConfiguration().toString())
        .contains("<forkCount>1</forkCount>", "<reuseForks>true</reuseForks>")
        .doesNotContain("forkMode");
  }

  @Test
  void an_old_one_by_its_mode() throws Exception {
    MojoExecution execution = execution("forkMode");
    SurefireSetup.set(execution, "forkMode", "never");

    assertThat(SurefireSetup.pinOneJvm(execution, AS_WRITTEN)).containsExactly("forkMode never");
    assertThat(execution.getConfiguration().toString())
        .contains("<forkMode>once</forkMode>")
        .doesNotContain("forkCount");
  }

  @ParameterizedTest
  @CsvSource({
    "maven-surefire-plugin, <forkCount>2</forkCount>, forkCount 2",
    "maven-surefire-plugin, <forkCount>1C</forkCount>, forkCount 1C",
    "maven-surefire-plugin, <reuseForks>false</reuseForks>, reuseForks false",
    "maven-failsafe-plugin, <forkCount>2</forkCount>, forkCount 2",
    "maven-failsafe-plugin, <reuseForks>false</reuseForks>, reuseForks false"
  })
  void the_version_that_would_run_no_test_is_refused(
      String plugin, String configuration, String what) throws Exception {
    assertThatThrownBy(() -> setup(plugin, "3.6.0", configuration, new Properties()).check(false))
        .hasMessage(
            plugin
                + ": "
                + what
                + " has version 3.6.0 run no test in the sandbox, since it loses the list of test"
                + " classes; use 3.6.1 or newer, or have one JVM run all tests:"
                + " <testOneJvm>true</testOneJvm> in sandbox-maven-plugin's <configuration>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"maven-surefire-plugin", "maven-failsafe-plugin"})
  void so_it_is_in_one_execution(String plugin) throws Exception {
    String executions =
        "<executions><execution><id>more</id>"
            + "<configuration><reuseForks>false</reuseForks></configuration>"
            + "</execution></executions>";

    assertThatThrownBy(() -> setup(plugin, "3.6.0", executions, new Properties()).check(false))
        .hasMessageStartingWith(
            plugin + ", execution more: reuseForks false has version 3.6.0 run no test");
  }

  @ParameterizedTest
  @CsvSource({"forkCount, 3", "reuseForks, false"})
  void so_it_is_by_a_property(String name, String value) throws Exception {
    Properties properties = new Properties();
    properties.setProperty(name, value);

    assertThatThrownBy(() -> setup("3.6.0", "", properties).check(false))
        .hasMessageContaining(name + " " + value + " has version 3.6.0 run no test");
  }

  /** By MAVEN_OPTS, or by .mvn/jvm.config of the project. */
  @ParameterizedTest
  @CsvSource({"forkCount, 0, 1", "reuseForks, false, true", "forkMode, never, once"})
  void a_property_of_mavens_own_jvm_counts(String name, String value, String ofProject)
      throws Exception {
    Properties project = new Properties();
    project.setProperty(name, ofProject);
    Properties own = new Properties();
    own.setProperty(name, value);

    assertThatThrownBy(() -> setup("maven-surefire-plugin", "3.6.0", "", project, own).check(false))
        .hasMessageContaining(name + " " + value + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "3.6.0-M1, load the test classes in Maven's own JVM",
    "3.6.0-redhat-1, run no test in the sandbox",
    "3.6.1-SNAPSHOT, run no test in the sandbox"
  })
  void a_version_that_is_no_release_counts_as_what_comes_before_it(String version, String what)
      throws Exception {
    assertThatThrownBy(
            () -> setup(version, "<forkCount>2</forkCount>", new Properties()).check(false))
        .hasMessageContaining("has version " + version + " " + what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", " 0", "0.0C", "-1C", ".0C", "0e1C", "+0", "-0", "${late}", "x"})
  void what_is_not_certainly_a_forked_jvm_is_refused(String count) throws Exception {
    SurefireSetup setup = setup("3.6.1", "<forkCount>" + count + "</forkCount>", new Properties());

    assertThatThrownBy(() -> setup.check(false)).hasMessageContaining("outside of the sandbox");
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "none", "None"})
  void so_is_the_fork_mode_of_older_versions(String mode) throws Exception {
    SurefireSetup setup = setup("2.22.2", "<forkMode>" + mode + "</forkMode>", new Properties());

    assertThatThrownBy(() -> setup.check(false))
        .hasMessageContaining("forkMode " + mode + " runs the tests in Maven's own JVM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"always", "pertest", "perthread"})
  void a_fork_mode_of_several_jvms_is_refused_where_the_version_knows_it(String mode)
      throws Exception {
    String configuration = "<forkMode>" + mode + "</forkMode>";
    SurefireSetup old = setup("2.22.2", configuration, new Properties());
    SurefireSetup current = setup("3.5.2", configuration, new Properties());

    assertThatThrownBy(() -> old.check(false))
        .hasMessageContaining("forkMode " + mode + " has version 2.22.2 load the test classes");
    assertThatCode(() -> current.check(false)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "12", "1C", "0.5C", "2.5C", "10C"})
  void one_jvm_and_more_are_fine(String count) throws Exception {
    SurefireSetup setup = setup("3.6.1", "<forkCount>" + count + "</forkCount>", new Properties());

    assertThatCode(() -> setup.check(false)).doesNotThrowAnyException();
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

    assertThatThrownBy(() -> setup("3.5.2", "", properties).check(false))
        .hasMessageContaining("reuseForks false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.7.2", "2.11"})
  void a_version_that_no_fork_in_the_sandbox_understands_is_refused(String version)
      throws Exception {
    assertThatThrownBy(() -> setup(version, "", new Properties()).check(false))
        .hasMessage(
            "maven-surefire-plugin: version "
                + version
                + " is too old for the sandbox; use 2.12 or newer, best 3.6.1 or newer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.12.4", "2.22.2", "3.6.0"})
  void one_jvm_for_all_tests_is_fine_with_any_version(String version) throws Exception {
    assertThatCode(() -> setup(version, "<forkCount>1</forkCount>", new Properties()).check(false))
        .doesNotThrowAnyException();
  }
}
