package io.github.mavensandbox.mojo.project;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** Which module of a reactor is meant by a goal that runs one program. */
public record ReactorSelection(MavenSession session) {

  /**
   * Whether the module is named with {@code -pl}; without it, whether Maven was started in its
   * directory. Modules that {@code -am} adds are only built.
   */
  public boolean means(MavenProject module) {
    List<String> selectors = session.getRequest().getSelectedProjects();
    if (selectors.isEmpty()) {
      return module.isExecutionRoot() || session.getProjects().size() == 1;
    }
    return selectors.stream().anyMatch(selector -> names(selector, module));
  }

  private boolean names(String selector, MavenProject module) {
    // "+" and "?" (a module that may be absent) stand before a selector; "!" and "-" exclude one.
    String name = selector.replaceFirst("^[+]?[?]?", "");
    if (name.startsWith("!") || name.startsWith("-")) {
      return false;
    }
    if (name.contains(":")) {
      return name.equals(":" + module.getArtifactId())
          || name.equals(module.getGroupId() + ":" + module.getArtifactId());
    }
    Path base = Path.of(session.getRequest().getBaseDirectory()).toAbsolutePath();
    Path selected = base.resolve(name).normalize();
    return selected.equals(module.getBasedir().toPath().toAbsolutePath().normalize())
        || selected.equals(module.getFile().toPath().toAbsolutePath().normalize());
  }
}
