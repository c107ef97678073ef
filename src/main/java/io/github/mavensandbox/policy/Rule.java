package io.github.mavensandbox.policy;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of a policy.
 *
 * @param direction {@link Direction#OUT} if the target is no network
 * @param target who may be called, or may call
 * @param traffic what may be said; its ports are of the one who is called, so the sandboxed
 *     program's own for {@link Direction#IN}
 */
public record Rule(Direction direction, Target target, Traffic traffic) {

  public Rule {
    if (!(target instanceof Network) && direction != Direction.OUT) {
      throw new IllegalArgumentException("a host name can only be called: " + target);
    }
  }

  /**
   * The rule that opens one endpoint and nothing else.
   *
   * @param address the other side's address
   * @param port the called side's port
   * @return empty if no rule can: loopback, an unspecified address, port 0
   */
  public static Optional<Rule> forEndpoint(
      Direction direction, Protocol protocol, InetAddress address, int port) {
    if (port < 1 || port > 65535) {
      return Optional.empty();
    }
    return forAddress(direction, address)
        .map(
            rule ->
                new Rule(
                    direction,
                    rule.target(),
                    new Traffic.Transport(EnumSet.of(protocol), new Ports(port, port))));
  }

  /**
   * The rule that opens one address, for traffic without ports, like ICMP.
   *
   * @return empty if no rule can: loopback, an unspecified address
   */
  public static Optional<Rule> forAddress(Direction direction, InetAddress address) {
    return address.isLoopbackAddress() || address.isAnyLocalAddress()
        ? Optional.empty()
        : Optional.of(new Rule(direction, Network.of(address), new Traffic.Everything()));
  }

  /** This rule in its smallest parts: each of one direction, and of one protocol if of any. */
  Stream<Rule> atoms() {
    List<Direction> directions =
        direction == Direction.BOTH ? List.of(Direction.IN, Direction.OUT) : List.of(direction);
    return directions.stream().flatMap(d -> traffics().map(t -> new Rule(d, target, t)));
  }

  private Stream<Traffic> traffics() {
    return traffic instanceof Traffic.Transport transport
        ? transport.protocols().stream()
            .map(p -> new Traffic.Transport(EnumSet.of(p), transport.ports()))
        : Stream.of(traffic);
  }

  /** True if whatever the other rule is about, this one is about, too. */
  public boolean covers(Rule other) {
    return (direction == Direction.BOTH || direction == other.direction)
        && traffic.covers(other.traffic)
        && (target instanceof Network mine && other.target instanceof Network theirs
            ? mine.contains(theirs)
            : target.equals(other.target));
  }

  /** The text that a policy has for this rule; equal rules have equal texts. */
  @Override
  public String toString() {
    return direction.prefix() + targetAndTraffic();
  }

  private String targetAndTraffic() {
    String alone = target instanceof Network network ? network.inRule() : target.toString();
    if (!(traffic instanceof Traffic.Transport transport)) {
      return alone;
    }
    boolean both = transport.protocols().size() > 1;
    String suffix = both ? "" : "/" + transport.protocols().iterator().next();
    if (transport.ports().equals(Ports.ALL) && !both) {
      return alone + suffix;
    }
    boolean brackets = target instanceof Network network && network.isIpv6();
    return (brackets ? "[" + target + "]" : target) + ":" + transport.ports() + suffix;
  }
}
