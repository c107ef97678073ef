package io.github.mavensandbox.mojo;

import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.Protocol;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.report.RuleAdvice;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Advises the rule, in the policy's grammar, that opens a blocked endpoint and nothing else. */
final class EndpointRule implements RuleAdvice {

  @Override
  public Optional<String> ruleFor(Endpoint endpoint) {
    return switch (endpoint.direction()) {
      case OUT ->
          endpoint.name().isPresent()
              ? endpoint.name().flatMap(EndpointRule::forName)
              : forAddress(Direction.OUT, endpoint);
      case IN -> forAddress(Direction.IN, endpoint);
      case NOISE -> Optional.empty();
    };
  }

  /** A program can ask for names that are none; for those there is no rule. */
  private static Optional<String> forName(String name) {
    try {
      return Optional.of(Rule.parse("out " + name).toString());
    } catch (PolicyException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> forAddress(Direction direction, Endpoint endpoint) {
    InetAddress address = literal(endpoint.address());
    Optional<Protocol> protocol =
        switch (endpoint.protocol().number()) {
          case 6 -> Optional.of(Protocol.TCP);
          case 17 -> Optional.of(Protocol.UDP);
          default -> Optional.empty();
        };
    return (protocol.isPresent() && endpoint.port().isPresent()
            ? Rule.forEndpoint(direction, protocol.get(), address, endpoint.port().getAsInt())
            : Rule.forAddress(direction, address))
        .map(Rule::toString);
  }

  private static InetAddress literal(String address) {
    try {
      // A record has literals only, so that this asks no resolver.
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an address: " + address, e);
    }
  }
}
