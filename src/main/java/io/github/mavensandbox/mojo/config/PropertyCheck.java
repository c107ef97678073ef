package io.github.mavensandbox.mojo.config;

import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/** Refuses properties that are meant for this plugin, and that it has not. */
record PropertyCheck(KnownProperties known, MavenSession session, MavenProject project) {

  void check() throws MojoExecutionException {
    Set<String> own = ownNames();
    for (String name : names(session.getUserProperties(), session.getSystemProperties())) {
      if (known.isNear(name) || name.startsWith(KnownProperties.PREFIX) && !own.contains(name)) {
        throw new MojoExecutionException(
            "unknown property -D%s; the nearest known one is %s"
                .formatted(name, known.nearest(name)));
      }
    }
    for (String name : names(project.getProperties())) {
      if (known.isNear(name)) {
        throw new MojoExecutionException(
            "unknown property <%s> in the POM, its parents or the settings; write <%s>, or give it"
                    .formatted(name, known.nearest(name))
                + " another name if it is one of your own");
      }
    }
  }

  /** A build may have properties of its own that begin as these do, a version for instance. */
  private Set<String> ownNames() {
    return Stream.concat(Stream.of(project), session.getProjects().stream())
        .flatMap(one -> one.getProperties().stringPropertyNames().stream())
        .collect(Collectors.toSet());
  }

  private Set<String> names(Properties... all) {
    return Stream.of(all)
        .flatMap(properties -> properties.stringPropertyNames().stream())
        .filter(name -> !known.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
