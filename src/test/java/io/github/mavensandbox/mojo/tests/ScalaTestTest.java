package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.DuplicateParameterException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of ScalaTest's parameters. */
class ScalaTestTest {

  private final MavenProject project = new MavenProject(new Model());

  @TempDir Path basedir;

  @BeforeEach
  void useTarget() {
    project.setBuild(new Build());
    project.getBuild().setDirectory(basedir.resolve("target").toString());
    project.getBuild().setFinalName("app-1");
    project.setFile(basedir.resolve("pom.xml").toFile());
  }

  private static MojoExecution execution(String goal, String... parameters)
      throws DuplicateParameterException {
    MojoDescriptor descriptor = new MojoDescriptor();
    descriptor.setGoal(goal);
    PluginDescriptor plugin = new PluginDescriptor();
    plugin.setGroupId("org.scalatest");
    plugin.setArtifactId("scalatest-maven-plugin");
    descriptor.setPluginDescriptor(plugin);
    for (String name : parameters) {
      Parameter parameter = new Parameter();
      parameter.setName(name);
      descriptor.addParameter(parameter);
    }
    return new MojoExecution(descriptor, "default");
  }

  private ScalaTest scalaTest(MojoExecution execution) {
    @SuppressWarnings("deprecation")
    MavenSession session = new MavenSession(null, null, new DefaultMavenExecutionRequest(), null);
    session.setProjects(List.of(project));
    return new ScalaTest(session, project, execution);
  }

  private static String value(MojoExecution execution, String name) {
    return execution.getConfiguration().getChild(name).getValue();
  }

  @Test
  void a_version_that_has_no_parameter_for_the_jvm_cannot_be_inside() throws Exception {
    assertThat(ScalaTest.canBeInside(execution("test", "jvm"))).isTrue();
    assertThat(ScalaTest.canBeInside(execution("test", "forkMode"))).isFalse();
    assertThat(ScalaTest.canBeInside(execution("reporter", "jvm"))).isFalse();
  }

  @Test
  void it_forks_whatever_it_is_told() throws Exception {
    MojoExecution execution = execution("test", "jvm");
    SurefireSetup.set(execution, "forkMode", "never");

    scalaTest(execution).enter();

    assertThat(value(execution, "forkMode")).isEqualTo("once");
  }

  @Test
  void its_reports_go_to_where_they_are_taken() throws Exception {
    MojoExecution execution = execution("test", "jvm");
    SurefireSetup.set(execution, "reportsDirectory", "${project.build.directory}/surefire-reports");

    scalaTest(execution).enter();

    assertThat(value(execution, "reportsDirectory"))
        .isEqualTo(basedir.resolve("target/scalatest-reports").toString());
  }

  @Test
  void where_they_are_taken_they_stay_and_replace_those_of_an_earlier_build() throws Exception {
    MojoExecution execution = execution("test", "jvm");
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    Xpp3Dom directory = new Xpp3Dom("reportsDirectory");
    directory.setValue("${scalatest.reportsDirectory}");
    directory.setAttribute("default-value", "${project.build.directory}/mine");
    configuration.addChild(directory);
    execution.setConfiguration(configuration);
    Path reports = Files.createDirectories(basedir.resolve("target/mine"));
    Files.writeString(reports.resolve("TEST-a.xml"), "");
    Files.writeString(reports.resolve("notes.txt"), "");

    scalaTest(execution).enter();

    assertThat(value(execution, "reportsDirectory")).isEqualTo(reports.toString());
    assertThat(reports).isDirectoryNotContaining("glob:**/TEST-a.xml");
    assertThat(reports.resolve("notes.txt")).exists();
  }

  @Test
  void outside_it_has_mavens_own_java() throws Exception {
    MojoExecution execution = execution("test", "jvm");
    SurefireSetup.set(execution, "jvm", "${jvm}");

    scalaTest(execution).keepOutside();

    assertThat(value(execution, "jvm")).isEqualTo(System.getProperty("java.home") + "/bin/java");
  }
}
