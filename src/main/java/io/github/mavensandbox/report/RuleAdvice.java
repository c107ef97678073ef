package io.github.mavensandbox.report;

import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.HostName;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.Protocol;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.RuleParser;
import io.github.mavensandbox.policy.Traffic;
import io.github.mavensandbox.record.DnsAnswers;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.PacketDirection;
import java.net.InetAddress;
import java.util.List;
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

  /**
   * The same, by the name that led to the address where an audit knows it.
   *
   * @param answers of the name servers in that run
   */
  static Optional<String> ruleFor(Endpoint endpoint, DnsAnswers answers) {
    return answers.of(endpoint.address()).stream()
        .flatMap(name -> byName(endpoint, name).stream())
        .map(Rule::toString)
        .findFirst()
        .or(() -> ruleFor(endpoint));
  }

  /** Returns the rules that allow what was sent to an address, by one of its names. */
  static List<Rule> byName(Endpoint endpoint, String name) {
    if (endpoint.direction() != PacketDirection.OUT || endpoint.name().isPresent()) {
      return List.of();
    }
    String protocol = endpoint.protocol().name();
    boolean hasPort = List.of("tcp", "udp").contains(protocol) && endpoint.port().isPresent();
    return hosts(
        "out " + name + (hasPort ? ":" + endpoint.port().getAsInt() + "/" + protocol : ""));
  }

  /** Returns the rules for some traffic to a host. */
  static List<Rule> byName(String name, Traffic traffic) {
    try {
      return hosts(new Rule(Direction.OUT, new HostName(name), traffic).toString());
    } catch (IllegalArgumentException e) {
      // No host has such a name.
      return List.of();
    }
  }

  /** None for a name that means something else in a rule. */
  private static List<Rule> hosts(String text) {
    try {
      return Policy.of(List.of(text), List.of()).allow().stream()
          .filter(rule -> rule.target() instanceof HostName)
          .toList();
    } catch (PolicyException e) {
      return List.of();
    }
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
