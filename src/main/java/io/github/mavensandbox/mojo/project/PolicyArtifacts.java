package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.mojo.config.PolicyCoordinates;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.PolicyFile;
import io.github.mavensandbox.policy.WrittenPolicy;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Policy files that are artifacts, from the repositories that the project's dependencies have. */
public record PolicyArtifacts(
    RepositorySystem repositories, MavenSession session, MavenProject project) {

  /** Reads the artifact with these coordinates. */
  public WrittenPolicy read(String coordinates) throws MojoExecutionException, PolicyException {
    PolicyCoordinates artifact = PolicyCoordinates.parse(coordinates);
    return PolicyFile.parse(artifact.toString(), PolicyFiles.content(resolve(artifact)))
        .withoutFile();
  }

  private Path resolve(PolicyCoordinates artifact) throws MojoExecutionException {
    Artifact file =
        new DefaultArtifact(
            artifact.groupId(),
            artifact.artifactId(),
            artifact.classifier(),
            PolicyCoordinates.TYPE,
            artifact.version());
    try {
      return new ArtifactFiles(repositories, session)
          .get(file, project.getRemoteProjectRepositories());
    } catch (ArtifactResolutionException e) {
      MojoExecutionException failure =
          new MojoExecutionException(
              "policy artifact %s cannot be had: %s%s"
                  .formatted(
                      artifact,
                      e.getMessage(),
                      session.isOffline() ? "; run once without -o" : ""));
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
