package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.report.Sources;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** Where a module's, and its build's, sources and POMs are. */
public record ProjectSources(MavenProject project, MavenSession session) {

  /** Not every compiler's plugin tells Maven of its folder. */
  private static final List<String> LANGUAGES = List.of("java", "kotlin", "groovy", "scala");

  /**
   * Finds them.
   *
   * @param root what paths are told relative to
   */
  public Sources find(Path root) {
    Map<String, List<Path>> folders = new HashMap<>();
    for (MavenProject module : session.getProjects()) {
      folders.put(ProjectOrigins.coordinates(module), folders(module));
    }
    List<Path> poms =
        Stream.iterate(project, each -> each != null, MavenProject::getParent)
            .map(MavenProject::getFile)
            .filter(file -> file != null)
            .map(File::toPath)
            .toList();
    return new Sources(root.toAbsolutePath().normalize(), folders, poms);
  }

  private static List<Path> folders(MavenProject module) {
    List<Path> folders = new ArrayList<>();
    Stream.concat(
            module.getCompileSourceRoots().stream(), module.getTestCompileSourceRoots().stream())
        .map(Path::of)
        .forEach(folders::add);
    if (module.getBasedir() != null) {
      Path sources = module.getBasedir().toPath().resolve("src");
      for (String language : LANGUAGES) {
        folders.add(sources.resolve("main").resolve(language));
        folders.add(sources.resolve("test").resolve(language));
      }
    }
    return folders;
  }
}
