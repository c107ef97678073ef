package io.github.mavensandbox.mojo;

import io.github.mavensandbox.image.Architecture;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Gets the tools bundle of an architecture from where the plugin itself came from. */
final class ToolsResolver {

  private final RepositorySystem repositories;
  private final MavenSession session;
  private final MavenProject project;
  private final PluginDescriptor plugin;

  ToolsResolver(
      RepositorySystem repositories,
      MavenSession session,
      MavenProject project,
      PluginDescriptor plugin) {
    this.repositories = repositories;
    this.session = session;
    this.project = project;
    this.plugin = plugin;
  }

  Path resolve(Architecture architecture) throws MojoExecutionException {
    Artifact bundle =
        new DefaultArtifact(
            plugin.getGroupId(),
            plugin.getArtifactId(),
            "tools-linux-" + architecture.label(),
            "tar.gz",
            plugin.getVersion());
    ArtifactRequest request =
        new ArtifactRequest(bundle, project.getRemotePluginRepositories(), null);
    try {
      return repositories
          .resolveArtifact(session.getRepositorySession(), request)
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new MojoExecutionException(
          "the sandbox's tools for linux/"
              + architecture.label()
              + " cannot be had: "
              + e.getMessage()
              + (session.isOffline() ? "; run once without -o" : ""),
          e);
    }
  }
}
