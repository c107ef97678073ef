package io.github.mavensandbox.mojo.project;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Artifacts as files, by Maven's own resolver. */
record ArtifactFiles(RepositorySystem repositories, MavenSession session) {

  /** Returns an artifact's file, which is fetched where the local repository lacks it. */
  Path get(Artifact artifact, List<RemoteRepository> remote) throws ArtifactResolutionException {
    return repositories
        .resolveArtifact(
            session.getRepositorySession(), new ArtifactRequest(artifact, remote, null))
        .getArtifact()
        .getFile()
        .toPath();
  }
}
