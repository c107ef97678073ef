package io.github.mavensandbox.mojo.config;

import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.RuleParser;
import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Finds rules that stand in the POM, a parent's POM or a profile, and are not in effect: a list of
 * another POM, or a property, has replaced theirs.
 */
public final class ReplacedRules {

  private final Poms poms;

  public ReplacedRules(MavenSession session, MavenProject project, MojoExecution execution) {
    poms = new Poms(session, project, execution);
  }

  /**
   * Says which rules of a list are not in effect, one line a POM.
   *
   * @param list its element's name
   * @param effective the rules that are in effect
   * @param isProperty whether they are the value of the list's property
   */
  public List<String> lines(String list, List<String> effective, boolean isProperty) {
    String reason =
        (isProperty
                ? "sandbox.%s replaces the list"
                : "a nearer configuration replaces the list, and <%s combine.children=\"append\"> there would add to it")
            .formatted(list);
    return replaced(list, effective).entrySet().stream()
        .map(
            entry ->
                "%s: <%s> rules that are not in effect: %s; %s"
                    .formatted(entry.getKey(), list, quoted(entry.getValue()), reason))
        .toList();
  }

  /**
   * Says which rules of a policy file or artifact are not in effect since a property replaces their
   * list.
   *
   * @param where what messages call the file
   * @param texts what it has in the list
   */
  public static Optional<String> line(
      String where, String list, List<String> texts, List<String> effective) {
    List<Rule> rules = rules(effective);
    List<String> replaced =
        texts.stream()
            .filter(text -> !text.equals("none") && !isInEffect(text, effective, rules))
            .toList();
    return replaced.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: '%s' rules that are not in effect: %s; sandbox.%s replaces the list"
                .formatted(where, list, quoted(replaced), list));
  }

  /** The rules that are not in effect, by where they stand; each once, where it is nearest. */
  private Map<String, List<String>> replaced(String list, List<String> effective) {
    List<Rule> rules = rules(effective);
    Set<String> seen = new HashSet<>();
    Map<String, List<String>> replaced = new LinkedHashMap<>();
    for (Source source : poms.written()) {
      texts(source, list)
          .filter(text -> !isInEffect(text, effective, rules))
          .filter(seen::add)
          .forEach(
              text ->
                  replaced.computeIfAbsent(source.where(), where -> new ArrayList<>()).add(text));
    }
    return replaced;
  }

  /** The rules of a list, without the word for none. */
  private Stream<String> texts(Source source, String list) {
    Xpp3Dom network = source.configuration().getChild(KnownElements.NETWORK);
    Xpp3Dom element = network == null ? null : network.getChild(list);
    if (element == null) {
      return Stream.empty();
    }
    Stream<String> texts =
        element.getChildCount() > 0
            ? Arrays.stream(element.getChildren()).map(Xpp3Dom::getValue)
            : Stream.of(element.getValue());
    return texts
        .filter(Objects::nonNull)
        .map(poms::interpolated)
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !text.equals("none"));
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(Quoted::of).collect(Collectors.joining(", "));
  }

  private static List<Rule> rules(List<String> texts) {
    return texts.stream().flatMap(text -> rule(text).stream()).toList();
  }

  private static boolean isInEffect(String text, List<String> effective, List<Rule> rules) {
    return effective.contains(text)
        || rule(text)
            .filter(rule -> rules.stream().anyMatch(other -> other.covers(rule)))
            .isPresent();
  }

  /** Empty if it is no rule: the policy says so where it is in effect. */
  private static Optional<Rule> rule(String text) {
    try {
      return Optional.of(RuleParser.parse(text));
    } catch (PolicyException e) {
      return Optional.empty();
    }
  }
}
