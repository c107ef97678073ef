package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.image.Architecture;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Gets the plugin's other artifacts from where the plugin itself came from. */
public record OwnArtifacts(
    RepositorySystem repositories,
    MavenSession session,
    MavenProject project,
    PluginDescriptor plugin) {

  /** The bundle of an image's tools. */
  public Path tools(Architecture architecture) throws MojoExecutionException {
    String label = architecture.label();
    return resolve("tools-linux-" + label, "tar.gz", "the sandbox's tools for linux/" + label, "");
  }

  /** The agent that writes down who tries to reach what. */
  public Path agent() throws MojoExecutionException {
    return resolve("agent", "jar", "the sandbox's agent", ", or set sandbox.agent=false");
  }

  private Path resolve(String classifier, String extension, String what, String otherwise)
      throws MojoExecutionException {
    Artifact artifact =
        new DefaultArtifact(
            plugin.getGroupId(),
            plugin.getArtifactId(),
            classifier,
            extension,
            plugin.getVersion());
    try {
      return new ArtifactFiles(repositories, session)
          .get(artifact, project.getRemotePluginRepositories());
    } catch (ArtifactResolutionException e) {
      throw new MojoExecutionException(
          "%s cannot be had: %s%s"
              .formatted(
                  what,
                  e.getMessage(),
                  session.isOffline() ? "; run once without -o" + otherwise : ""),
          e);
    }
  }
}
