package io.github.mavensandbox.policy;

import java.util.stream.Stream;

/**
 * A rule with what an error or a remark says about where it stands.
 *
 * @param place for instance {@code <allow> rule 3, '10.0.0.0/8'}
 * @param dropped whether packets that it expects vanish, in place of being refused
 */
record ConfiguredRule(String place, boolean denied, boolean dropped, Rule rule) {

  Stream<Atom> atoms() {
    return denied ? Atom.denied(rule) : Atom.allowed(rule);
  }
}
