package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.text.Quoted;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Refuses a property of the command line that changes nothing: where the POM has the element of the
 * same parameter, Maven takes that.
 */
record OverriddenProperties(Poms poms, MavenSession session, MojoExecution execution) {

  /**
   * @param parameters those that are looked at, by name
   */
  void check(Predicate<String> parameters) throws MojoExecutionException {
    for (Parameter parameter : execution.getMojoDescriptor().getParameters()) {
      Optional<String> property = KnownProperties.of(parameter);
      if (property.isPresent() && parameters.test(parameter.getName())) {
        check(property.get(), parameter.getName());
      }
    }
  }

  private void check(String property, String element) throws MojoExecutionException {
    String given = session.getUserProperties().getProperty(property);
    Optional<String> configured = configured(element);
    if (given != null
        && configured.isPresent()
        && !poms.interpolated(configured.get()).strip().equalsIgnoreCase(given.strip())) {
      throw new MojoExecutionException(
          "-D%s=%s has no effect, since the POM has <%s>%s</%3$s>; write <%1$s> into the POM's <properties> in place of that"
              .formatted(property, Quoted.of(given), element, configured.get().strip()));
    }
  }

  private Optional<String> configured(String element) {
    return poms.merged()
        .map(source -> source.configuration().getChild(element))
        .map(Xpp3Dom::getValue)
        .filter(value -> !value.isBlank());
  }
}
