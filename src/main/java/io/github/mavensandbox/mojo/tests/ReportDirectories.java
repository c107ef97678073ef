package io.github.mavensandbox.mojo.tests;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/** Where a project's tests leave their reports. */
public record ReportDirectories(MavenProject project, ExpressionEvaluator evaluator) {

  /** By plugin, the folder where nothing is configured: also of goals on the command line. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "org.apache.maven.plugins:maven-surefire-plugin", "surefire-reports",
          "org.apache.maven.plugins:maven-failsafe-plugin", "failsafe-reports");

  /** The folders of all executions of Surefire and Failsafe, and of goals on the command line. */
  public Set<Path> find() throws ExpressionEvaluationException {
    Set<Path> folders = new LinkedHashSet<>();
    DEFAULTS.values().stream()
        .sorted()
        .map(name -> Path.of(project.getBuild().getDirectory(), name))
        .forEach(folders::add);
    for (Plugin plugin : plugins()) {
      for (ConfigurationContainer container : configurations(plugin)) {
        Optional<String> configured = reportsDirectory(container);
        if (configured.isPresent()) {
          folders.add(path(configured.get()));
        }
      }
    }
    return folders;
  }

  /** The folder of one execution. */
  Path of(MojoExecution execution) {
    Path otherwise =
        Path.of(
            project.getBuild().getDirectory(),
            DEFAULTS.getOrDefault(execution.getPlugin().getKey(), "surefire-reports"));
    try {
      Optional<String> configured = value(execution.getConfiguration());
      return configured.isPresent() ? path(configured.get()) : otherwise;
    } catch (ExpressionEvaluationException e) {
      // Surefire itself will say so.
      return otherwise;
    }
  }

  private List<Plugin> plugins() {
    List<Plugin> plugins = new ArrayList<>(project.getBuildPlugins());
    if (project.getPluginManagement() != null) {
      plugins.addAll(project.getPluginManagement().getPlugins());
    }
    return plugins.stream().filter(plugin -> DEFAULTS.containsKey(plugin.getKey())).toList();
  }

  private static List<ConfigurationContainer> configurations(Plugin plugin) {
    List<ConfigurationContainer> containers = new ArrayList<>(plugin.getExecutions());
    containers.add(plugin);
    return containers;
  }

  private static Optional<String> reportsDirectory(ConfigurationContainer container) {
    return value((Xpp3Dom) container.getConfiguration());
  }

  /** Of an execution's configuration, the default is an attribute. */
  private static Optional<String> value(@Nullable Xpp3Dom configuration) {
    return Optional.ofNullable(configuration)
        .map(dom -> dom.getChild("reportsDirectory"))
        .map(dom -> dom.getValue() == null ? dom.getAttribute("default-value") : dom.getValue())
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private Path path(String configured) throws ExpressionEvaluationException {
    Object value = evaluator.evaluate(configured);
    File file = value instanceof File evaluated ? evaluated : new File(String.valueOf(value));
    return evaluator.alignToBaseDirectory(file).toPath();
  }
}
