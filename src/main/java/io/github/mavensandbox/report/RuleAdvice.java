package io.github.mavensandbox.report;

import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.Protocol;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.RuleParser;
import io.github.mavensandbox.record.Endpoint;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The narrowest rule of our own grammar that would allow what was blocked: the host that a DNS
 * query asked for, else the address with protocol and port.
 */
public final class RuleAdvice {

  private RuleAdvice() {}

  /** Returns the rule; empty when no rule can allow it, or none that makes sense. */
  public static Optional<String> ruleFor(Endpoint endpoint) {
    return endpoint.name().isPresent()
        ? host(endpoint.name().get())
        : peer(endpoint).map(Rule::toString);
  }

  private static Optional<String> host(String name) {
    // A reverse look-up asks for an address in the form of a name; there is no such host.
    if (name.endsWith(".arpa")) {
      return Optional.empty();
    }
    try {
      return Optional.of(RuleParser.parse("out " + name).toString());
    } catch (PolicyException e) {
      return Optional.empty();
    }
  }

  private static Optional<Rule> peer(Endpoint endpoint) {
    InetAddress address = PolicyTerms.address(endpoint);
    Direction direction = PolicyTerms.direction(endpoint.direction());
    return switch (endpoint.protocol().name()) {
      case "tcp" -> Rule.forEndpoint(direction, Protocol.TCP, address, endpoint.port().orElse(0));
      case "udp" -> Rule.forEndpoint(direction, Protocol.UDP, address, endpoint.port().orElse(0));
      default -> Rule.forAddress(direction, address);
    };
  }
}
