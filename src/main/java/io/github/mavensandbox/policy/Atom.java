package io.github.mavensandbox.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * The smallest part of a rule, as the firewall decides on it.
 *
 * @param stage when it is decided
 * @param rule of one direction, and of one protocol if of any
 */
public record Atom(Stage stage, Rule rule) {

  static Stream<Atom> allowed(Rule rule) {
    return rule.atoms().map(atom -> new Atom(Stage.ofAllowed(atom), atom));
  }

  static Stream<Atom> denied(Rule rule) {
    return rule.atoms().map(atom -> new Atom(Stage.DENY, atom));
  }

  /** Only what goes out is refused; what comes in vanishes anyway. */
  static Stream<Atom> dropped(Rule rule) {
    return rule.atoms()
        .filter(atom -> atom.direction() == Direction.OUT)
        .map(atom -> new Atom(Stage.DROP, atom));
  }

  /** Equal for atoms that may be merged with each other. */
  List<Object> mergeable() {
    return List.of(stage, rule.direction());
  }

  boolean covers(Atom other) {
    return mergeable().equals(other.mergeable()) && rule.covers(other.rule);
  }
}
