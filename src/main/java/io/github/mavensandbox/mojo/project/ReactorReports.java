package io.github.mavensandbox.mojo.project;

import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.files.Reactor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/** The reports of all modules of a build that has several, which share them through its session. */
public record ReactorReports(MavenSession session, Log log) {

  private static final String KEY = Reactor.class.getName();

  /** Adds a module that was checked. */
  public void add(ModuleReport module) throws IOException {
    Optional<Reactor> reactor = reactor();
    if (reactor.isPresent()) {
      reactor.get().add(module);
    }
  }

  /** Writes them again when this is the root, whose {@code clean} may have removed them. */
  public void keep(MavenProject project) throws IOException {
    Optional<Reactor> reactor = reactor();
    if (reactor.isPresent() && project.equals(session.getTopLevelProject())) {
      reactor.get().write();
    }
  }

  private Optional<Reactor> reactor() {
    List<MavenProject> projects = session.getProjects();
    MavenProject root = session.getTopLevelProject();
    if (projects == null || projects.size() < 2 || root == null) {
      return Optional.empty();
    }
    SessionData data = session.getRepositorySession().getData();
    // All modules of the build have the same data.
    synchronized (data) {
      Object known = data.get(KEY);
      if (known == null) {
        known = new Reactor(folder(root), modules(projects));
        data.set(KEY, known);
      }
      if (known instanceof Reactor reactor) {
        return Optional.of(reactor);
      }
    }
    log.warn(
        "the reports of all modules together, reactor.html and others, lack this module: other"
            + " modules use another version of the plugin, or give it other dependencies");
    return Optional.empty();
  }

  private static Path folder(MavenProject root) {
    return Path.of(root.getBuild().getDirectory(), "sandbox");
  }

  private static List<String> modules(List<MavenProject> projects) {
    return projects.stream()
        .filter(project -> !project.getPackaging().equals("pom"))
        .map(ProjectOrigins::coordinates)
        .toList();
  }
}
