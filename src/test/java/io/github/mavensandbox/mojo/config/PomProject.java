package io.github.mavensandbox.mojo.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.building.DefaultModelBuilderFactory;
import org.apache.maven.model.building.DefaultModelBuildingRequest;
import org.apache.maven.model.building.ModelBuildingException;
import org.apache.maven.model.building.ModelBuildingResult;
import org.apache.maven.project.MavenProject;

/** POMs in a folder, which Maven puts together to projects as it does in a build. */
final class PomProject {

  private static final String PLUGIN =
      "<plugin><groupId>io.github.mavensandbox</groupId><artifactId>sandbox-maven-plugin</artifactId>"
          + "<version>0.1.0-SNAPSHOT</version>%s</plugin>";

  private final Path folder;
  private final Properties user = new Properties();
  private final Properties system = new Properties();
  private List<String> profiles = List.of();

  PomProject(Path folder) {
    this.folder = folder;
  }

  /** This plugin with a configuration. */
  static String plugin(String configuration) {
    return pluginWith("<configuration>" + configuration + "</configuration>");
  }

  /** This plugin with elements beside its coordinates. */
  static String pluginWith(String elements) {
    return PLUGIN.formatted(elements);
  }

  /** A policy with one list. */
  static String network(String list, String... rules) {
    return "<network><%s><rule>%s</rule></%1$s></network>"
        .formatted(list, String.join("</rule><rule>", rules));
  }

  /** A build with plugins. */
  static String build(String plugins) {
    return "<build><plugins>%s</plugins></build>".formatted(plugins);
  }

  /** A build that manages plugins. */
  static String managing(String plugins) {
    return "<build><pluginManagement><plugins>%s</plugins></pluginManagement></build>"
        .formatted(plugins);
  }

  /** A profile that is active where its name is given to Maven. */
  static String profile(String id, String build) {
    return "<profiles><profile><id>%s</id>%s</profile></profiles>".formatted(id, build);
  }

  /** Writes a POM without a parent. */
  PomProject pom(String artifact, String elements) throws IOException {
    return write(artifact, "<groupId>it</groupId><version>1</version>", elements);
  }

  /** Writes a POM whose parent is in the folder, too. */
  PomProject pom(String artifact, String parent, String elements) throws IOException {
    return write(
        artifact,
        "<parent><groupId>it</groupId><artifactId>%s</artifactId><version>1</version><relativePath>%1$s.xml</relativePath></parent>"
            .formatted(parent),
        elements);
  }

  private PomProject write(String artifact, String head, String elements) throws IOException {
    Files.writeString(
        folder.resolve(artifact + ".xml"),
        "<project><modelVersion>4.0.0</modelVersion><artifactId>%s</artifactId><packaging>pom</packaging>%s%s</project>"
            .formatted(artifact, head, elements));
    return this;
  }

  PomProject withProfile(String id) {
    profiles = List.of(id);
    return this;
  }

  PomProject withUserProperty(String name, String value) {
    user.setProperty(name, value);
    return this;
  }

  PomProject withSystemProperty(String name, String value) {
    system.setProperty(name, value);
    return this;
  }

  /** Reads a POM and those of its parents. */
  MavenProject read(String artifact) throws ModelBuildingException {
    ModelBuildingResult result =
        new DefaultModelBuilderFactory()
            .newInstance()
            .build(
                new DefaultModelBuildingRequest()
                    .setPomFile(folder.resolve(artifact + ".xml").toFile())
                    .setActiveProfileIds(profiles)
                    .setProcessPlugins(true)
                    .setUserProperties(user)
                    .setSystemProperties(system));
    MavenProject project = new MavenProject(result.getEffectiveModel());
    project.setFile(result.getEffectiveModel().getPomFile());
    project.setOriginalModel(result.getRawModel());
    for (String id : result.getModelIds()) {
      project.setInjectedProfileIds(
          id,
          result.getActivePomProfiles(id).stream()
              .map(org.apache.maven.model.Profile::getId)
              .toList());
    }
    if (project.getOriginalModel().getParent() != null) {
      project.setParent(read(project.getOriginalModel().getParent().getArtifactId()));
    }
    return project;
  }

  /** The build of a project. */
  MavenSession session(MavenProject project) {
    MavenExecutionRequest request =
        new DefaultMavenExecutionRequest().setUserProperties(user).setSystemProperties(system);
    MavenSession session =
        new MavenSession(null, request, new DefaultMavenExecutionResult(), project);
    session.setProjects(List.of(project));
    return session;
  }
}
