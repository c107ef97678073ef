package io.github.mavensandbox.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds configured rules that do not do all that their text says, or that are not needed. */
final class RuleReview {

  private final List<ConfiguredRule> configured;
  private final Set<Rule> normal = new HashSet<>();
  private final Coverage allowed;
  private final Coverage denied;

  RuleReview(Policy policy) {
    configured = policy.configured();
    normal.addAll(policy.allow());
    normal.addAll(policy.deny());
    allowed = new Coverage(policy.allow());
    denied = new Coverage(policy.deny());
  }

  /** Returns one line for each finding. */
  List<String> remarks() {
    List<String> lines = new ArrayList<>();
    Map<String, List<String>> notOpened = new LinkedHashMap<>();
    Set<List<Object>> seen = new HashSet<>();
    for (ConfiguredRule rule : configured) {
      if (!seen.add(List.of(rule.denied(), rule.rule()))) {
        lines.add(rule.place() + ": stands there twice");
        continue;
      }
      if (!normal.contains(rule.rule())) {
        lines.add(rule.place() + ": is in " + quoted(inNormalForm(rule)));
      }
      if (!rule.denied()) {
        if (isDenied(rule)) {
          lines.add(rule.place() + ": opens nothing, all of it is denied");
        } else {
          String what = notOpenedBy(rule.rule()).collect(Collectors.joining(", "));
          notOpened.computeIfAbsent(what, k -> new ArrayList<>()).add(rule.place());
        }
      }
    }
    notOpened.remove("");
    notOpened.forEach((what, places) -> lines.add(places(places) + " not open " + what));
    return lines;
  }

  private List<Rule> inNormalForm(ConfiguredRule rule) {
    Coverage coverage = rule.denied() ? denied : allowed;
    return rule.atoms()
        .flatMap(
            atom ->
                coverage
                    .around(atom.rule().target())
                    .filter(
                        wider ->
                            (rule.denied() ? Atom.denied(wider) : Atom.allowed(wider))
                                .anyMatch(part -> part.covers(atom))))
        .distinct()
        .toList();
  }

  private boolean isDenied(ConfiguredRule rule) {
    return rule.rule()
        .atoms()
        .allMatch(
            atom ->
                denied.around(atom.target()).flatMap(Rule::atoms).anyMatch(d -> d.covers(atom)));
  }

  /** What the rule covers but does not open. */
  private Stream<String> notOpenedBy(Rule rule) {
    if (rule.target() instanceof BuildHost) {
      return Stream.empty();
    }
    Stream<Integer> ports =
        Closed.PORTS.stream()
            .filter(
                port ->
                    rule.direction() != Direction.IN
                        && rule.traffic().includes(port)
                        && Atom.allowed(rule).noneMatch(atom -> atom.stage() == Stage.NAMED));
    Stream<Network> networks =
        rule.target() instanceof Network network
            ? Closed.all().filter(closed -> network.contains(closed) && !isNamed(closed))
            : Stream.empty();
    return Stream.concat(
        ports.map(port -> "port " + port + " (DNS)"), networks.map(Network::toString));
  }

  private boolean isNamed(Network closed) {
    return allowed.around(closed).anyMatch(rule -> rule.target().equals(closed));
  }

  private static String places(List<String> places) {
    return switch (places.size()) {
      case 1 -> places.get(0) + ": does";
      case 2 -> places.get(0) + ", and one more rule: do";
      default -> "%s, and %d more rules: do".formatted(places.get(0), places.size() - 1);
    };
  }

  private static String quoted(List<Rule> rules) {
    return rules.stream().map(rule -> "'" + rule + "'").collect(Collectors.joining(", "));
  }
}
