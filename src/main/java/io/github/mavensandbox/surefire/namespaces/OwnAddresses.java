package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.policy.Network;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.Rule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The machine's own addresses. What leaves by pasta comes from the machine itself: a service of it
 * that listens at one of them would take the sandbox for one of its own programs.
 */
final class OwnAddresses {

  private OwnAddresses() {}

  /** Returns a policy that denies all of them but those that a rule names. */
  static Policy closedIn(Policy policy) throws PolicyException, IOException {
    return closedIn(
        policy,
        NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList());
  }

  static Policy closedIn(Policy policy, List<InetAddress> own) throws PolicyException {
    Set<String> closed = new TreeSet<>();
    for (InetAddress address : own) {
      if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
        Network network = Network.of(address);
        Stream<Network> allowed =
            policy.allow().stream()
                .map(Rule::target)
                .filter(Network.class::isInstance)
                .map(Network.class::cast);
        if (allowed.noneMatch(network::equals)) {
          closed.add("out " + network);
        }
      }
    }
    return policy.with(List.of(), List.copyOf(closed));
  }
}
