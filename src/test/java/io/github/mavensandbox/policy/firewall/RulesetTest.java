package io.github.mavensandbox.policy.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Network;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.RandomRules;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.RuleParser;
import io.github.mavensandbox.policy.Traffic;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The files as text; that the kernel takes them, and gives the same back, is RulesetIT's matter.
 */
class RulesetTest {

  private static final List<String> CLOSED =
      List.of("169.254.0.0/16", "224.0.0.0/4", "255.255.255.255", "fe80::/10", "ff00::/8");

  private static final List<String> METADATA =
      List.of("169.254.169.254", "168.63.129.16", "fd00:ec2::254");

  @Test
  void thePacketsThatPassAreThoseOfTheConfiguredRules() throws Exception {
    assertDecided(new Random(2), false);
  }

  @Test
  void inAnAuditWhatIsNeitherDeniedNorClosedPasses() throws Exception {
    assertDecided(new Random(3), true);
  }

  private static void assertDecided(Random random, boolean audit) throws Exception {
    RandomRules rules = new RandomRules(random);
    int passed = 0;
    int blocked = 0;
    for (int i = 0; i < 150; i++) {
      List<String> allow = rules.allowed(20);
      List<String> deny = rules.denied(2);
      InetAddress resolver = InetAddress.getByName(rules.one(RandomRules.ADDRESSES));
      Firewall firewall = new Firewall(Ruleset.of(Policy.of(allow, deny)), resolver);
      for (int j = 0; j < 80; j++) {
        Packet packet = packet(rules, random);
        boolean expected =
            expected(allow, deny, resolver, packet)
                || audit
                    && matching(deny, packet).findAny().isEmpty()
                    && !isIn(METADATA, packet)
                    && !isIn(CLOSED, packet);

        assertThat(audit ? firewall.acceptsInAudit(packet) : firewall.accepts(packet))
            .as("%s, allow %s, deny %s, resolver %s", packet, allow, deny, resolver)
            .isEqualTo(expected);
        passed += expected ? 1 : 0;
        blocked += expected ? 0 : 1;
      }
    }
    assertThat(Math.min(passed, blocked)).as("packets of the rarer kind").isGreaterThan(1_000);
  }

  private static Packet packet(RandomRules rules, Random random) throws Exception {
    InetAddress remote = InetAddress.getByName(rules.one(RandomRules.ADDRESSES));
    int protocol = rules.one(List.of(Packet.TCP, Packet.UDP, Packet.TCP, Packet.UDP, 1));
    boolean ports = protocol != 1;
    int sourcePort = random.nextInt(10) == 0 ? 53 : 40000;
    return new Packet(
        random.nextBoolean() ? Direction.IN : Direction.OUT,
        protocol,
        remote,
        ports ? sourcePort : 0,
        ports ? rules.one(RandomRules.PORTS) : 0);
  }

  /** The decision by the words of the documentation, rule by rule as configured. */
  private static boolean expected(
      List<String> allow, List<String> deny, InetAddress resolver, Packet packet) throws Exception {
    if (matching(deny, packet).findAny().isPresent()) {
      return false;
    }
    List<Rule> matching = matching(allow, packet).toList();
    boolean out = packet.direction() == Direction.OUT;
    boolean addressNamed = matching.stream().anyMatch(r -> ((Network) r.target()).isSingle());
    boolean portNamed =
        matching.stream()
            .anyMatch(r -> ((Network) r.target()).isSingle() && r.traffic().isSinglePort());
    int port = out ? packet.destinationPort() : packet.sourcePort();
    if (out && portNamed) {
      return true;
    }
    if (packet.hasPorts() && (port == 53 || port == 853)) {
      return false;
    }
    if (out && packet.remote().equals(resolver)) {
      return false;
    }
    if (addressNamed) {
      return true;
    }
    if (isIn(METADATA, packet)) {
      return false;
    }
    if (isIn(CLOSED, packet)) {
      return matching.stream().anyMatch(r -> CLOSED.contains(r.target().toString()));
    }
    return !matching.isEmpty();
  }

  private static boolean isIn(List<String> networks, Packet packet) throws Exception {
    for (String network : networks) {
      if (Firewall.contains(network, packet.remote())) {
        return true;
      }
    }
    return false;
  }

  private static Stream<Rule> matching(List<String> texts, Packet packet) throws Exception {
    Stream.Builder<Rule> matching = Stream.builder();
    for (String text : texts) {
      Rule rule = RuleParser.parse(text);
      if ((rule.direction() == Direction.BOTH || rule.direction() == packet.direction())
          && Firewall.contains(rule.target().toString(), packet.remote())
          && matches(rule.traffic(), packet)) {
        matching.add(rule);
      }
    }
    return matching.build();
  }

  private static boolean matches(Traffic traffic, Packet packet) {
    return !(traffic instanceof Traffic.Transport transport)
        || (transport.protocols().stream().anyMatch(p -> p.number() == packet.protocol())
            && transport.ports().first() <= packet.destinationPort()
            && packet.destinationPort() <= transport.ports().last());
  }

  @Test
  void namesGoIntoSetsOfTheirKindInBothFamilies() throws Exception {
    Ruleset ruleset =
        Ruleset.of(
            Policy.of(
                List.of(
                    "db.internal:5432/tcp",
                    "web.internal",
                    "x.internal:8000-8010/tcp",
                    "y.internal:7"),
                List.of()));

    assertThat(ruleset.names())
        .isEqualTo(
            """
            db.internal out-named-port ,6:5432
            web.internal out-allow-any\s
            x.internal out-allow-tcp-8000-8010-\s
            y.internal out-named-port ,6:7
            y.internal out-named-port ,17:7
            """);
    assertThat(ruleset.sets())
        .contains("create out-named-port4 hash:net,port family inet ")
        .contains("create out-named-port6 hash:net,port family inet6 ")
        .contains("create out-allow-tcp-8000-8010-4 hash:net family inet ")
        .contains("create out-allow-tcp-8000-8010-6 hash:net family inet6 ");
    assertThat(ruleset.rules6())
        .contains(
            "-A OUTPUT -p tcp -m tcp --dport 8000:8010"
                + " -m set --match-set out-allow-tcp-8000-8010-6 dst -j accept\n");
  }

  /** Their kernel's report would tell the link the address of each group that a program joins. */
  @Test
  void groupsThatAProgramJoinsAreNotToldToTheLink() throws Exception {
    String rules = Ruleset.of(Policy.of(List.of("::/0"), List.of())).rules6();

    for (int type : new int[] {131, 132, 143}) {
      assertThat(rules)
          .contains("-A OUTPUT -p ipv6-icmp -m icmp6 --icmpv6-type " + type + " -j DROP\n");
    }
    assertThat(rules.indexOf("-A OUTPUT -p ipv6-icmp -m icmp6 --icmpv6-type 143 -j DROP"))
        .isLessThan(rules.indexOf("-A OUTPUT -m set"));
  }

  /** The kernel of RHEL 10 has no match for it. */
  @Test
  void theNetworksBroadcastAddressesAreASetThatIsClosedBeforeAnythingIsAllowed() throws Exception {
    Ruleset ruleset = Ruleset.of(Policy.of(List.of("0.0.0.0/0", "::/0"), List.of()));
    String closed = "-A OUTPUT -m set --match-set broadcast4 dst -j blocked-out\n";

    assertThat(ruleset.rules4()).doesNotContain("addrtype").contains(closed);
    assertThat(ruleset.rules4().indexOf(closed))
        .isLessThan(ruleset.rules4().indexOf("-A OUTPUT -m set --match-set out-allow-any4"));
    assertThat(ruleset.rules6()).doesNotContain("broadcast4", "broadcast6");
  }

  @Test
  void whatIsExpectedToVanishIsDroppedAfterItWasLoggedAndOpensNothing() throws Exception {
    List<String> expect = List.of("192.0.2.1 drop", "out 198.51.100.0/24:80-90/tcp drop");
    Ruleset ruleset =
        Ruleset.of(
            Policy.of(List.of("out 203.0.113.0/24"), List.of())
                .dropping(Expectations.of(expect).dropped()));

    assertThat(ruleset.sets())
        .contains("add out-drop-any4 192.0.2.1\n", "add out-drop-tcp-80-90-4 198.51.100.0/24\n")
        .doesNotContain("in-drop");
    assertThat(ruleset.rules4())
        .containsPattern(
            "-A blocked-out -m hashlimit .*\n"
                + "-A blocked-out -m set --match-set out-drop-any4 dst -j DROP\n"
                + "-A blocked-out -p tcp -m tcp --dport 80:90"
                + " -m set --match-set out-drop-tcp-80-90-4 dst -j DROP\n"
                + "-A blocked-out -j refuse\n");
    assertThat(ruleset.rules4().replaceAll(".*out-drop-.*\n", ""))
        .isEqualTo(Ruleset.of(Policy.of(List.of("out 203.0.113.0/24"), List.of())).rules4());
  }

  @Test
  void theSetsOfAllowedCidrExistAlways() throws Exception {
    String sets = Ruleset.of(Policy.of(List.of(), List.of())).sets();

    assertThat(sets.lines().filter(line -> line.startsWith("create")))
        .extracting(line -> line.split(" ")[1])
        .containsExactly(
            "broadcast4",
            "closed4",
            "closed6",
            "in-allow-any4",
            "in-allow-any6",
            "metadata4",
            "metadata6",
            "out-allow-any4",
            "out-allow-any6",
            "resolvers4",
            "resolvers6");
  }

  @Test
  void everythingIsTwoHalvesSinceASetHoldsNoPrefixOfLength0() throws Exception {
    assertThat(Ruleset.of(Policy.of(List.of("out 0.0.0.0/0", "out ::/0"), List.of())).sets())
        .contains("add out-allow-any4 0.0.0.0/1\nadd out-allow-any4 128.0.0.0/1\n")
        .contains("add out-allow-any6 ::/1\nadd out-allow-any6 8000::/1\n")
        .doesNotContain("/0\n");
  }

  @Test
  void eachSetThatIsCreatedIsUsedAndTheOtherWayRound() throws Exception {
    RandomRules rules = new RandomRules(new Random(5));
    for (int i = 0; i < 100; i++) {
      Ruleset ruleset = Ruleset.of(Policy.of(rules.allowed(8), rules.denied(3)));

      assertThat(ruleset.sets().lines().filter(line -> line.startsWith("create ")))
          .extracting(line -> line.split(" ")[1])
          .allMatch(name -> name.length() <= 31)
          .containsExactlyInAnyOrderElementsOf(
              (ruleset.rules4() + ruleset.rules6())
                  .lines()
                  .filter(line -> line.contains("--match-set "))
                  .map(line -> line.replaceAll(".*--match-set ([^ ]+) .*", "$1"))
                  .distinct()
                  .toList());
    }
  }

  @Test
  void aSetHasRoomForTwiceItsMembers() throws Exception {
    List<String> networks =
        Stream.iterate(0, i -> i + 2)
            .limit(33_000)
            .map(i -> "out 10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255))
            .toList();

    assertThat(Ruleset.of(Policy.of(networks, List.of())).sets())
        .contains("create out-allow-any4 hash:net family inet hashsize 65536 maxelem 131072\n")
        .contains("create in-allow-any4 hash:net family inet hashsize 64 maxelem 65536\n");
  }
}
