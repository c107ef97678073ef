package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds policy files and policy artifacts that the POM, a parent's POM or a profile configures, and
 * that are not in effect.
 */
public final class ReplacedSources {

  private final Poms poms;

  public ReplacedSources(MavenSession session, MavenProject project, MojoExecution execution) {
    poms = new Poms(session, project, execution);
  }

  /**
   * Says which files are not in effect, one line each.
   *
   * @param effective the paths of those that are
   * @param isProperty whether these are the value of {@code sandbox.policy}
   */
  public List<String> files(List<String> effective, boolean isProperty) {
    return lines(
        "file",
        effective,
        "policy file",
        missing ->
            isProperty
                ? "sandbox.policy replaces it"
                : "a nearer <network> or <file> replaces it, and would keep it as "
                    + both("file", missing, effective));
  }

  /**
   * Says which artifacts are not in effect, one line each.
   *
   * @param effective the coordinates of those that are
   */
  public List<String> artifacts(List<String> effective) {
    return lines(
        "artifact",
        effective,
        "policy artifact",
        missing ->
            "a nearer <network> or <artifact> replaces it; write there "
                + both("artifact", missing, effective));
  }

  private static String both(String element, String missing, Collection<String> effective) {
    List<String> all = new ArrayList<>(List.of(missing));
    all.addAll(effective);
    return "<%s>%s</%1$s>".formatted(element, String.join(",", all));
  }

  private List<String> lines(String element, List<String> effective, String what, Reason reason) {
    Set<String> seen = new HashSet<>();
    effective.stream().map(ReplacedSources::normal).forEach(seen::add);
    List<String> lines = new ArrayList<>();
    for (Source source : poms.written()) {
      texts(source, element)
          .filter(text -> seen.add(normal(text)))
          .map(
              text ->
                  "%s: %s %s is not in effect; %s"
                      .formatted(source.where(), what, Quoted.of(text), reason.of(text)))
          .forEach(lines::add);
    }
    return lines;
  }

  private Stream<String> texts(Source source, String element) {
    return Optional.ofNullable(source.configuration().getChild(KnownElements.NETWORK))
        .map(network -> network.getChild(element))
        .map(Xpp3Dom::getValue)
        .map(poms::interpolated)
        .flatMap(CommaList::parseWords)
        .orElse(List.of())
        .stream();
  }

  /** An artifact's type may be written or not. */
  private static String normal(String text) {
    try {
      return PolicyCoordinates.parse(text).toString();
    } catch (MojoExecutionException e) {
      return text;
    }
  }

  private interface Reason {
    String of(String missing);
  }
}
