package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.image.ClasspathEntry;
import io.github.mavensandbox.image.Program;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/** A project's own classes and its runtime dependencies, as a program for an image. */
public final class ProjectProgram {

  private ProjectProgram() {}

  public static Program of(MavenProject project) throws MojoExecutionException {
    List<ClasspathEntry> dependencies = new ArrayList<>();
    for (Artifact artifact : project.getArtifacts()) {
      if (artifact.getArtifactHandler().isAddedToClasspath() && isRuntime(artifact)) {
        dependencies.add(entry(artifact));
      }
    }
    return new Program(Path.of(project.getBuild().getOutputDirectory()), dependencies);
  }

  private static boolean isRuntime(Artifact artifact) {
    return Artifact.SCOPE_COMPILE.equals(artifact.getScope())
        || Artifact.SCOPE_RUNTIME.equals(artifact.getScope());
  }

  private static ClasspathEntry entry(Artifact artifact) throws MojoExecutionException {
    File file = artifact.getFile();
    if (file == null || !file.exists()) {
      throw new MojoExecutionException(
          "dependency %s has no file; build its module first, or in the same build with -am"
              .formatted(artifact));
    }
    // Another module's class folder is called "classes", as every one is.
    return file.isDirectory()
        ? new ClasspathEntry(file.toPath(), artifact.getArtifactId(), true)
        : new ClasspathEntry(file.toPath(), file.getName(), artifact.isSnapshot());
  }
}
