package io.github.mavensandbox.mojo.config;

import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.BuildBase;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * What a project's POM, its parents' POMs and their active profiles configure of this plugin for
 * one execution: each by itself, and as Maven has merged them.
 */
final class Poms {

  private final MavenProject project;
  private final String plugin;
  private final String execution;
  private final PluginParameterExpressionEvaluator properties;

  Poms(MavenSession session, MavenProject project, MojoExecution execution) {
    this.project = project;
    this.execution = execution.getExecutionId();
    plugin = execution.getMojoDescriptor().getPluginDescriptor().getPluginLookupKey();
    properties = new PluginParameterExpressionEvaluator(session, execution);
  }

  /** Returns a text of a POM with the values of its properties. */
  String interpolated(String text) {
    try {
      Object value = properties.evaluate(text);
      return value == null ? text : value.toString();
    } catch (ExpressionEvaluationException e) {
      return text;
    }
  }

  /** What each POM says, the project's own first. */
  List<Source> written() {
    return lineage().flatMap(this::written).toList();
  }

  /** What Maven has made of all of it. */
  Optional<Source> merged() {
    return plugins(project.getBuild())
        .findFirst()
        .flatMap(found -> executions(found).findFirst().map(Poms::dom).orElseGet(() -> dom(found)))
        .map(dom -> new Source("merged configuration of execution '" + execution + "'", dom));
  }

  /** The POMs' files with what a message calls them, as far as they are there. */
  Map<Path, String> files() {
    Map<Path, String> files = new LinkedHashMap<>();
    lineage().forEach(one -> file(one).ifPresent(file -> files.put(file.toPath(), name(one))));
    return files;
  }

  /** A model that comes from a repository does not know its file. */
  private Optional<File> file(MavenProject one) {
    return Optional.ofNullable(one.getOriginalModel())
        .map(Model::getPomFile)
        .or(
            () ->
                lineage()
                    .filter(child -> child.getParent() == one)
                    .findFirst()
                    .map(MavenProject::getParentArtifact)
                    .map(Artifact::getFile))
        .filter(File::isFile);
  }

  private Stream<MavenProject> lineage() {
    return Stream.iterate(project, Objects::nonNull, MavenProject::getParent);
  }

  private static String name(MavenProject one) {
    return "POM of " + one.getGroupId() + ":" + one.getArtifactId();
  }

  private Stream<Source> written(MavenProject one) {
    if (one.getOriginalModel() == null) {
      return Stream.empty();
    }
    Stream<Source> build = written(one, name(one), one.getOriginalModel().getBuild());
    Stream<Source> profiles =
        one.getOriginalModel().getProfiles().stream()
            .filter(profile -> activeProfiles().contains(profile.getId()))
            .flatMap(
                profile ->
                    written(
                        one,
                        name(one) + ", profile '" + profile.getId() + "'",
                        profile.getBuild()));
    return Stream.concat(build, profiles);
  }

  private List<String> activeProfiles() {
    return lineage()
        .flatMap(one -> one.getInjectedProfileIds().values().stream())
        .flatMap(Collection::stream)
        .toList();
  }

  private Stream<Source> written(MavenProject one, String where, @Nullable BuildBase build) {
    return plugins(build)
        .filter(found -> isInherited(one, found))
        .flatMap(
            found ->
                Stream.concat(
                    Stream.of(found),
                    executions(found).filter(execution -> isInherited(one, execution))))
        .flatMap(container -> dom(container).stream())
        .map(dom -> new Source(where, dom));
  }

  private boolean isInherited(MavenProject one, ConfigurationContainer container) {
    return one == project || !"false".equals(container.getInherited());
  }

  /** This plugin where it is used, and then where it is managed. */
  private Stream<Plugin> plugins(@Nullable BuildBase build) {
    if (build == null) {
      return Stream.empty();
    }
    Stream<Plugin> managed =
        build.getPluginManagement() == null
            ? Stream.empty()
            : build.getPluginManagement().getPlugins().stream();
    return Stream.concat(build.getPlugins().stream(), managed)
        .filter(found -> interpolated(found.getKey()).equals(plugin));
  }

  private Stream<PluginExecution> executions(Plugin found) {
    return found.getExecutions().stream()
        .filter(one -> interpolated(one.getId()).equals(execution));
  }

  private static Optional<Xpp3Dom> dom(ConfigurationContainer container) {
    return Optional.ofNullable(container.getConfiguration())
        .filter(Xpp3Dom.class::isInstance)
        .map(Xpp3Dom.class::cast);
  }
}
