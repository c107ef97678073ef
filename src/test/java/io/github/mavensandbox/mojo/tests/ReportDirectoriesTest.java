package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class ReportDirectoriesTest {

  private static final Path TARGET = Path.of("/home/ada/caf\u00e9 shop/target");

  private final Build build = new Build();

  @Test
  void withoutConfigurationTheyAreThoseOfSurefireAndFailsafe() throws Exception {
    assertThat(find())
        .containsExactlyInAnyOrder(
            TARGET.resolve("surefire-reports"), TARGET.resolve("failsafe-reports"));
  }

  @Test
  void eachExecutionCanHaveItsOwn() throws Exception {
    Plugin surefire = plugin("maven-surefire-plugin");
    surefire.addExecution(execution("slow", "${project.build.directory}/slow"));
    surefire.addExecution(execution("default-test", null));
    Plugin failsafe = plugin("maven-failsafe-plugin");
    failsafe.setConfiguration(configuration("its"));
    build.addPlugin(surefire);
    build.addPlugin(failsafe);

    assertThat(find()).contains(TARGET.resolve("slow"), TARGET.resolveSibling("its")).hasSize(4);
  }

  @Test
  void aGoalOnTheCommandLineTakesItFromThePluginManagement() throws Exception {
    Plugin surefire = plugin("maven-surefire-plugin");
    surefire.setConfiguration(configuration("${project.build.directory}/managed"));
    PluginManagement management = new PluginManagement();
    management.addPlugin(surefire);
    build.setPluginManagement(management);

    assertThat(find()).contains(TARGET.resolve("managed"));
  }

  @Test
  void otherPluginsAreNotAsked() throws Exception {
    Plugin other = plugin("maven-site-plugin");
    other.setConfiguration(configuration("elsewhere"));
    build.addPlugin(other);

    assertThat(find()).hasSize(2);
  }

  private Set<Path> find() throws Exception {
    build.setDirectory(TARGET.toString());
    Model model = new Model();
    model.setBuild(build);
    return new ReportDirectories(new MavenProject(model), new TargetEvaluator()).find();
  }

  private static Plugin plugin(String artifactId) {
    Plugin plugin = new Plugin();
    plugin.setArtifactId(artifactId);
    return plugin;
  }

  private static PluginExecution execution(String id, String reportsDirectory) {
    PluginExecution execution = new PluginExecution();
    execution.setId(id);
    execution.setConfiguration(configuration(reportsDirectory));
    return execution;
  }

  private static Xpp3Dom configuration(String reportsDirectory) {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    Xpp3Dom directory = new Xpp3Dom("reportsDirectory");
    directory.setValue(reportsDirectory);
    configuration.addChild(directory);
    return configuration;
  }

  /** Knows one expression. */
  private static final class TargetEvaluator implements ExpressionEvaluator {

    @Override
    public Object evaluate(String expression) {
      return expression.replace("${project.build.directory}", TARGET.toString());
    }

    @Override
    public File alignToBaseDirectory(File file) {
      return file.isAbsolute() ? file : TARGET.resolveSibling(file.toPath()).toFile();
    }
  }
}
