package io.github.mavensandbox.mojo.project;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The Java release that a project is compiled for, as far as the compiler plugin is told it. */
final class JavaRelease {

  private static final String COMPILER = "org.apache.maven.plugins:maven-compiler-plugin";

  /** The releases that images exist for, now and later: those with long-term support. */
  private static final List<Integer> IMAGES = List.of(8, 11, 17, 21, 25);

  private JavaRelease() {}

  /** Returns the default base: a JRE of the project's release, or of the next one that has one. */
  static String baseImage(MavenProject project) {
    int release = of(project);
    int image = IMAGES.stream().filter(known -> known >= release).findFirst().orElse(release);
    return "eclipse-temurin:" + image + "-jre";
  }

  private static int of(MavenProject project) {
    return Stream.of("release", "target")
        .flatMap(
            name ->
                Stream.concat(
                    configured(project, name).stream(),
                    Optional.ofNullable(
                        project.getProperties().getProperty("maven.compiler." + name))
                        .stream()))
        .map(text -> text.strip().replaceFirst("^1\\.", ""))
        .filter(text -> text.matches("[0-9]{1,3}"))
        .map(Integer::valueOf)
        .findFirst()
        .orElseGet(Runtime.version()::feature);
  }

  private static Optional<String> configured(MavenProject project, String name) {
    Plugin compiler = project.getPlugin(COMPILER);
    if (compiler == null || !(compiler.getConfiguration() instanceof Xpp3Dom configuration)) {
      return Optional.empty();
    }
    return Optional.ofNullable(configuration.getChild(name)).map(Xpp3Dom::getValue);
  }
}
