package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.Origins;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** Which artifact, or module of the build, each jar and folder of a class path is. */
public record ProjectOrigins(MavenProject project, MavenSession session) {

  /** Of tests, whose JVM has the paths of this machine. */
  public Origins ofTests() {
    return new Origins(
        onThisMachine(),
        Optional.ofNullable(session.getLocalRepository())
            .map(repository -> Path.of(repository.getBasedir())));
  }

  /**
   * Of a program in an image.
   *
   * @param files which file of this machine each path in the image was made of
   */
  public Origins ofImage(Map<String, Path> files) {
    Map<Path, Origin> here = onThisMachine();
    Map<Path, Origin> inImage = new HashMap<>();
    files.forEach(
        (path, file) -> {
          Origin origin = here.get(file.toAbsolutePath().normalize());
          if (origin != null) {
            inImage.put(Path.of(path), origin);
          }
        });
    return new Origins(inImage, Optional.empty());
  }

  private Map<Path, Origin> onThisMachine() {
    Map<Path, Origin> origins = new HashMap<>();
    for (Artifact artifact : project.getArtifacts()) {
      add(origins, artifact.getFile(), Origin.artifact(coordinates(artifact), trail(artifact)));
    }
    // Last, since a module of this build may be a dependency too.
    for (MavenProject module : session.getProjects()) {
      Origin jar = Origin.moduleJar(coordinates(module));
      add(origins, file(module.getArtifact()), jar);
      module.getAttachedArtifacts().forEach(each -> add(origins, file(each), jar));
      // Last, since before 'package' a module's artifact is its folder.
      Origin classes = Origin.module(coordinates(module));
      add(origins, folder(module.getBuild().getOutputDirectory()), classes);
      add(origins, folder(module.getBuild().getTestOutputDirectory()), classes);
    }
    return origins;
  }

  private static @Nullable File folder(@Nullable String path) {
    return path == null ? null : new File(path);
  }

  private static @Nullable File file(@Nullable Artifact artifact) {
    return artifact == null ? null : artifact.getFile();
  }

  private static void add(Map<Path, Origin> origins, @Nullable File file, Origin origin) {
    if (file != null) {
      origins.put(file.toPath().toAbsolutePath().normalize(), origin);
    }
  }

  /** As the origins of its classes have it. */
  public static String coordinates(MavenProject module) {
    return module.getGroupId() + ":" + module.getArtifactId() + ":" + module.getVersion();
  }

  private static String coordinates(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getBaseVersion();
  }

  /** Maven's trail has {@code group:artifact:type:[classifier:]version}, as in dependency:tree. */
  private static List<String> trail(Artifact artifact) {
    List<String> trail = artifact.getDependencyTrail();
    return trail == null ? List.of() : trail;
  }
}
