package io.github.mavensandbox.policy;

import java.util.stream.Stream;

/**
 * A rule with what an error or a remark says about where it stands.
 *
 * @param place for instance {@code <allow> rule 3, '10.0.0.0/8'}
 */
record ConfiguredRule(String place, boolean denied, Rule rule) {

  Stream<Atom> atoms() {
    return denied ? Atom.denied(rule) : Atom.allowed(rule);
  }
}
