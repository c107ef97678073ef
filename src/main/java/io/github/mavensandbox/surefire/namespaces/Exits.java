package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.Traffic;
import io.github.mavensandbox.surefire.HostPorts;

/**
 * What has to lead out of the firewall's network.
 *
 * @param mode of the firewall; in an audit, everything leads out, and to a name server, too
 * @param needed whether anything beyond loopback is allowed
 * @param ping whether more than TCP and UDP is
 */
record Exits(Mode mode, boolean needed, boolean ping) {

  /**
   * Finds out what a policy needs.
   *
   * @throws NoNamespacesException for a rule for callers from outside, for whom there is no way in
   */
  static Exits of(Policy policy, Mode mode, HostPorts hostPorts) throws NoNamespacesException {
    for (Rule rule : policy.allow()) {
      if (rule.direction() == Direction.IN) {
        throw NoNamespacesException.configured(
            "<allow> '" + rule + "': nothing from outside can connect to tests in namespaces",
            "remove that rule");
      }
    }
    boolean everything = mode == Mode.AUDIT;
    return new Exits(
        mode,
        everything || !policy.allow().isEmpty() || !hostPorts.isEmpty(),
        everything
            || policy.allow().stream()
                .anyMatch(rule -> rule.traffic() instanceof Traffic.Everything));
  }
}
