package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.DnsAnswers;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PolicyProposalTest {

  private static final String RESOLVER = "127.0.0.11";

  private List<String> allow = List.of("10.0.0.0/8");
  private List<String> deny = List.of();
  private List<String> expect = List.of();
  private Mode mode = Mode.AUDIT;

  private PolicyProposal propose(Map<String, List<String>> answers, BlockedEndpoint... blocked)
      throws Exception {
    KernelRecord reliable = Records.reliable(0, blocked);
    KernelRecord record =
        new KernelRecord(
            reliable.endpoints(),
            Map.of(),
            reliable.counters(),
            new DnsAnswers(answers),
            List.of());
    Run run = Records.run(Records.description("1", "surefire:test", "default-test", mode), record);
    return PolicyProposal.of(
        Report.of(Policy.of(allow, deny), Expectations.of(expect), List.of(run), List.of()));
  }

  private static List<String> rules(List<PolicyProposal.Line> lines) {
    return lines.stream().map(PolicyProposal.Line::rule).toList();
  }

  private static BlockedEndpoint tcp(String address, int port) {
    return Records.tcp(PacketDirection.OUT, address, port, 1);
  }

  @Test
  void aCallThatALookUpLedToIsProposedByNameAndPort() throws Exception {
    PolicyProposal proposal =
        propose(
            Map.of("198.51.100.7", List.of("db.example.com")),
            tcp("198.51.100.7", 5432),
            Records.dns(RESOLVER, "db.example.com"));

    assertThat(proposal.allow())
        .extracting(PolicyProposal.Line::rule, PolicyProposal.Line::why)
        .containsExactly(
            tuple("10.0.0.0/8", List.of()),
            tuple("out db.example.com:5432/tcp", List.of("unattributed")));
    assertThat(proposal.expect()).isEmpty();
    assertThat(proposal.left()).isEmpty();
  }

  @Test
  void aServiceWithManyAddressesIsOneRule() throws Exception {
    PolicyProposal proposal =
        propose(
            Map.of(
                "198.51.100.7",
                List.of("api.example.com"),
                "2001:db8::7",
                List.of("api.example.com")),
            tcp("198.51.100.7", 443),
            tcp("2001:db8::7", 443));

    assertThat(rules(proposal.allow()))
        .containsExactly("10.0.0.0/8", "out api.example.com:443/tcp");
  }

  @Test
  void allNamesOfAnAddressAreProposedSinceEachWasLookedUp() throws Exception {
    PolicyProposal proposal =
        propose(
            Map.of("198.51.100.7", List.of("a.example.com", "b.example.com")),
            tcp("198.51.100.7", 443),
            Records.dns(RESOLVER, "a.example.com"),
            Records.dns(RESOLVER, "b.example.com"));

    assertThat(rules(proposal.allow()))
        .containsExactly("10.0.0.0/8", "out a.example.com:443/tcp", "out b.example.com:443/tcp");
  }

  @Test
  void anAddressWithoutANameIsProposedAsItIs() throws Exception {
    assertThat(rules(propose(Map.of(), tcp("198.51.100.7", 80)).allow()))
        .containsExactly("10.0.0.0/8", "out 198.51.100.7:80/tcp");
  }

  @Test
  void whoCalledInIsProposedByAddress() throws Exception {
    BlockedEndpoint call = Records.tcp(PacketDirection.IN, "198.51.100.7", 8080, 1);

    assertThat(rules(propose(Map.of("198.51.100.7", List.of("peer.example.com")), call).allow()))
        .containsExactly("10.0.0.0/8", "in 198.51.100.7:8080/tcp");
  }

  @Test
  void aNameThatNothingFollowedIsExpected() throws Exception {
    PolicyProposal proposal =
        propose(
            Map.of("203.0.113.9", List.of("looked.example.com")),
            Records.dns(RESOLVER, "looked.example.com"),
            Records.dns(RESOLVER, "nowhere.invalid"),
            Records.dns(RESOLVER, "nodot"),
            Records.dns(RESOLVER, "7.100.51.198.in-addr.arpa"));

    assertThat(rules(proposal.allow())).containsExactly("10.0.0.0/8");
    assertThat(rules(proposal.expect()))
        .containsExactlyInAnyOrder(
            "out looked.example.com",
            "out nowhere.invalid",
            "out nodot",
            "out 7.100.51.198.in-addr.arpa");
  }

  @Test
  void aNameWhoseAddressIsAllowedAlreadyIsAllowedToo() throws Exception {
    PolicyProposal proposal =
        propose(Map.of("10.1.2.3", List.of("db.internal")), Records.dns(RESOLVER, "db.internal"));

    assertThat(rules(proposal.allow())).containsExactly("10.0.0.0/8", "out db.internal");
  }

  @Test
  void withoutAnAuditANameIsProposedUnlessItCannotExist() throws Exception {
    mode = Mode.ENFORCE;

    PolicyProposal proposal =
        propose(
            Map.of(),
            Records.dns("127.0.0.53", "api.example.com"),
            Records.dns("127.0.0.53", "nowhere.invalid"),
            Records.dns("127.0.0.53", "nodot"));

    assertThat(rules(proposal.allow())).containsExactly("10.0.0.0/8", "out api.example.com");
    assertThat(rules(proposal.expect())).containsExactly("out nowhere.invalid", "out nodot");
  }

  @Test
  void whatIsClosedOrDeniedIsNotProposed() throws Exception {
    deny = List.of("198.51.100.0/24");

    PolicyProposal proposal =
        propose(
            Map.of(),
            tcp("169.254.169.254", 80),
            tcp("198.51.100.7", 80),
            tcp("203.0.113.53", 53),
            Records.icmp("224.0.0.1"));

    assertThat(rules(proposal.allow())).containsExactly("10.0.0.0/8");
    assertThat(rules(proposal.deny())).containsExactly("198.51.100.0/24");
    assertThat(proposal.left())
        .containsExactlyInAnyOrder(
            "out tcp 169.254.169.254:80: link-local, multicast or metadata; only a rule with this address opens it",
            "out tcp 198.51.100.7:80: <deny> has it",
            "out tcp 203.0.113.53:53: a name server; rules name hosts, which are resolved at the start",
            "out icmp 224.0.0.1: link-local, multicast or metadata; only a rule with this address opens it");
  }

  @Test
  void neighbouringPortsAreARangeAndManyAreAllThatAnyUserMayListenAt() throws Exception {
    allow = List.of("none");
    BlockedEndpoint[] calls =
        IntStream.of(8001, 8002, 8003, 9000)
            .mapToObj(port -> tcp("198.51.100.7", port))
            .toArray(BlockedEndpoint[]::new);
    BlockedEndpoint[] many =
        IntStream.range(0, 9)
            .map(i -> i == 0 ? 21 : 40_000 + 7 * i)
            .mapToObj(port -> tcp("198.51.100.8", port))
            .toArray(BlockedEndpoint[]::new);
    BlockedEndpoint[] more =
        IntStream.rangeClosed(1, 9)
            .map(i -> 40_000 + 7 * i)
            .mapToObj(port -> tcp("198.51.100.9", port))
            .toArray(BlockedEndpoint[]::new);

    assertThat(rules(propose(Map.of(), calls).allow()))
        .containsExactly("out 198.51.100.7:8001-8003/tcp", "out 198.51.100.7:9000/tcp");
    assertThat(rules(propose(Map.of(), many).allow())).hasSize(9);
    assertThat(rules(propose(Map.of(), more).allow()))
        .containsExactly("out 198.51.100.9:1024-65535/tcp");
  }

  @Test
  void whatIsConfiguredStays() throws Exception {
    allow = List.of("none");
    expect = List.of("out telemetry.example");

    PolicyProposal proposal = propose(Map.of(), tcp("198.51.100.7", 80), tcp("198.51.100.7", 81));

    assertThat(rules(proposal.allow()))
        .containsExactly("out 198.51.100.7:80/tcp", "out 198.51.100.7:81/tcp");
    assertThat(proposal.expect())
        .containsExactly(new PolicyProposal.Line("out telemetry.example", List.of()));
  }
}
