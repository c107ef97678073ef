package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;

/** Refuses a configuration of which something would have no effect. */
public final class ConfigurationCheck {

  private final MavenSession session;
  private final MavenProject project;
  private final MojoExecution execution;
  private final PluginDescriptor plugin;
  private final Poms poms;

  public ConfigurationCheck(MavenSession session, MavenProject project, MojoExecution execution) {
    this.session = session;
    this.project = project;
    this.execution = execution;
    plugin = execution.getMojoDescriptor().getPluginDescriptor();
    poms = new Poms(session, project, execution);
  }

  /** Says of the first mistake what is wrong, where, and what to write. */
  public void check() throws MojoExecutionException, IOException {
    for (Map.Entry<Path, String> pom : poms.files().entrySet()) {
      checkText(pom.getKey(), pom.getValue());
    }
    List<Source> sources = new ArrayList<>(poms.written());
    poms.merged().ifPresent(sources::add);
    for (Source source : sources) {
      new ElementCheck(KnownElements.inPoms(plugin), source.where()).check(source.configuration());
    }
    if (execution.getConfiguration() != null) {
      new ElementCheck(
              KnownElements.handedOver(plugin),
              "configuration of execution '" + execution.getExecutionId() + "'")
          .check(execution.getConfiguration());
    }
    new PropertyCheck(new KnownProperties(plugin), session, project).check();
    new OverriddenProperties(poms, session, execution).check(parameter -> true);
  }

  /** The same for the element or property alone by which a goal is skipped. */
  public void checkSkip() throws MojoExecutionException {
    new OverriddenProperties(poms, session, execution).check("skip"::equals);
  }

  private void checkText(Path pom, String where) throws MojoExecutionException, IOException {
    Optional<PomElement> stray =
        PomElement.read(pom).stream()
            .flatMap(
                root ->
                    root.configurationsOf(
                        id -> poms.interpolated(id).equals(plugin.getArtifactId())))
            .flatMap(PomElement::withStrayText)
            .findFirst();
    if (stray.isPresent()) {
      throw new MojoExecutionException(
          "%s: <%s> has both text, %s, and elements, and Maven drops the text; write elements alone"
              .formatted(where, stray.get().name(), Quoted.of(stray.get().text())));
    }
  }
}
