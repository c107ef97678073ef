package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.Traffic;

/**
 * What a policy needs to lead out of the firewall's network.
 *
 * @param needed whether anything beyond loopback is allowed
 * @param ping whether more than TCP and UDP is
 */
record Exits(boolean needed, boolean ping) {

  /**
   * Finds out what a policy needs.
   *
   * @throws NoNamespacesException for a rule that lets somebody in, who would find no way
   */
  static Exits of(Policy policy) throws NoNamespacesException {
    for (Rule rule : policy.allow()) {
      if (rule.direction() == Direction.IN) {
        throw new NoNamespacesException(
            "<allow> '" + rule + "': nothing from outside can connect to tests in namespaces",
            "remove that rule");
      }
    }
    return new Exits(
        !policy.allow().isEmpty(),
        policy.allow().stream().anyMatch(rule -> rule.traffic() instanceof Traffic.Everything));
  }
}
