package io.github.mavensandbox.policy.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.policy.Closed;
import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Network;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyDifference;
import io.github.mavensandbox.policy.PolicyDifference.Part;
import io.github.mavensandbox.policy.RandomRules;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.Traffic;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What two policies are said to differ in is what their firewalls decide otherwise. */
class RulesetDifferenceTest {

  @Test
  void thePacketsThatOneFirewallAcceptsAloneAreThoseOfTheDifference() throws Exception {
    Random random = new Random(4);
    RandomRules rules = new RandomRules(random);
    InetAddress elsewhere = InetAddress.getByName("192.0.2.99");
    int different = 0;
    int alike = 0;
    for (int i = 0; i < 200; i++) {
      Policy one = Policy.of(rules.allowed(12), rules.denied(2));
      Policy other = Policy.of(rules.allowed(12), rules.denied(2));
      Firewall ofOne = new Firewall(Ruleset.of(one), elsewhere);
      Firewall ofOther = new Firewall(Ruleset.of(other), elsewhere);
      List<Part> parts = PolicyDifference.of(one, other);
      for (int j = 0; j < 80; j++) {
        Packet packet = packet(rules, random);
        boolean expected = ofOne.accepts(packet) && !ofOther.accepts(packet);

        assertThat(parts.stream().anyMatch(part -> includes(part, packet)))
            .as("%s, %s, and not %s: %s", packet, one, other, parts)
            .isEqualTo(expected);
        different += expected ? 1 : 0;
        alike += expected ? 0 : 1;
      }
    }
    assertThat(Math.min(different, alike)).as("packets of the rarer kind").isGreaterThan(1_000);
  }

  private static Packet packet(RandomRules rules, Random random) throws Exception {
    InetAddress remote = InetAddress.getByName(rules.one(RandomRules.ADDRESSES));
    int protocol = rules.one(List.of(Packet.TCP, Packet.UDP, 1));
    return new Packet(
        random.nextBoolean() ? Direction.IN : Direction.OUT,
        protocol,
        remote,
        protocol == 1 ? 0 : 40000,
        protocol == 1 ? 0 : rules.one(RandomRules.PORTS));
  }

  private static boolean includes(Part part, Packet packet) {
    // No address of these is a name server.
    if (part.when().startsWith("where")) {
      return false;
    }
    Rule rule = part.rule();
    Network network = (Network) rule.target();
    Network remote = Network.of(packet.remote());
    boolean otherProtocol = packet.protocol() == 1;
    return (part.when().isEmpty() || otherProtocol)
        && (rule.direction() == Direction.BOTH || rule.direction() == packet.direction())
        && network.contains(remote)
        && includes(rule.traffic(), packet)
        && opens(rule, network, remote, packet);
  }

  private static boolean includes(Traffic traffic, Packet packet) {
    return !(traffic instanceof Traffic.Transport transport)
        || transport.protocols().stream().anyMatch(p -> p.number() == packet.protocol())
            && transport.ports().contains(packet.destinationPort());
  }

  /** What is closed opens only by a rule of its own. */
  private static boolean opens(Rule rule, Network network, Network remote, Packet packet) {
    boolean dns =
        packet.direction() == Direction.OUT
            && packet.protocol() != 1
            && Closed.PORTS.contains(packet.destinationPort());
    if (dns) {
      return network.isSingle() && rule.traffic().isSinglePort();
    }
    if (Closed.METADATA.contains(remote)) {
      return network.isSingle();
    }
    return !Closed.isClosed(remote)
        || Closed.RANGES.stream().anyMatch(closed -> closed.contains(network));
  }
}
