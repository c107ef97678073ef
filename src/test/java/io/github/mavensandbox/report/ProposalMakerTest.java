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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProposalMakerTest {

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
    return ProposalMaker.of(
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
  void theAdviceOfAllReportsIsTheSame() throws Exception {
    KernelRecord reliable = Records.reliable(0, tcp("198.51.100.7", 5432));
    Run audit =
        Records.audit(
            new KernelRecord(
                reliable.endpoints(),
                Map.of(),
                reliable.counters(),
                new DnsAnswers(Map.of("198.51.100.7", List.of("host", "db.example.com"))),
                List.of()));

    assertThat(Violation.of(audit))
        .extracting(Violation::rule)
        .containsExactly(Optional.of("out db.example.com:5432/tcp"));
    assertThat(Violation.of(Records.run(audit.description(), reliable)))
        .extracting(Violation::rule)
        .containsExactly(Optional.of("out 198.51.100.7:5432/tcp"));
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
  void allNamesThatLedToAnAddressAreProposedWithWhoLookedThemUp() throws Exception {
    PolicyProposal proposal =
        propose(
            Map.of("198.51.100.7", List.of("a.example.com", "b.example.com", "host")),
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
  void aNameThatNothingFollowedIsExpectedAndTheReasonSaid() throws Exception {
    PolicyProposal proposal =
        propose(
            Map.of("203.0.113.9", List.of("looked.example.com")),
            Records.dns(RESOLVER, "looked.example.com"),
            Records.dns(RESOLVER, "nowhere.invalid"),
            Records.dns(RESOLVER, "nodot"),
            Records.dns(RESOLVER, "7.100.51.198.in-addr.arpa"));

    assertThat(rules(proposal.allow())).containsExactly("10.0.0.0/8");
    assertThat(proposal.expect())
        .extracting(PolicyProposal.Line::rule, line -> line.why().get(1))
        .containsExactlyInAnyOrder(
            tuple(
                "out looked.example.com",
                "it led to an address that nothing called; in the sandbox it leads nowhere"),
            tuple("out nowhere.invalid", "it led to no address"),
            tuple("out nodot", "it led to no address"),
            tuple("out 7.100.51.198.in-addr.arpa", "it led to no address"));
  }

  @Test
  void aNameWhoseAddressIsAllowedAlreadyIsAllowedAsFarAsThat() throws Exception {
    allow = List.of("out 10.1.2.3:5432/tcp", "in 10.9.0.0/16:8080");

    PolicyProposal proposal =
        propose(
            Map.of("10.1.2.3", List.of("db.internal"), "10.9.9.9", List.of("caller.internal")),
            Records.dns(RESOLVER, "db.internal"),
            Records.dns(RESOLVER, "caller.internal"));

    assertThat(rules(proposal.allow()))
        .containsExactly(
            "out 10.1.2.3:5432/tcp", "in 10.9.0.0/16:8080", "out db.internal:5432/tcp");
    assertThat(rules(proposal.expect())).containsExactly("out caller.internal");
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
  void whatIsClosedOrDeniedIsExpectedAlsoBehindAName() throws Exception {
    deny = List.of("198.51.100.0/24");

    PolicyProposal proposal =
        propose(
            Map.of("198.51.100.7", List.of("x.example")),
            tcp("169.254.169.254", 80),
            tcp("198.51.100.7", 80),
            tcp("203.0.113.53", 53),
            Records.icmp("224.0.0.1"));

    assertThat(rules(proposal.allow())).containsExactly("10.0.0.0/8");
    assertThat(rules(proposal.deny())).containsExactly("198.51.100.0/24");
    assertThat(proposal.expect())
        .extracting(PolicyProposal.Line::rule, line -> line.why().get(1))
        .containsExactlyInAnyOrder(
            tuple("out 169.254.169.254:80/tcp", "stays closed: link-local, multicast or metadata"),
            tuple("out 198.51.100.7:80/tcp", "stays closed: <deny> has it"),
            tuple("out 203.0.113.53:53/tcp", "stays closed: a name server; rules name hosts"),
            tuple("out 224.0.0.1", "stays closed: link-local, multicast or metadata"));
    assertThat(proposal.left()).isEmpty();
  }

  @Test
  void aPingIsProposedWithWhatWasSeen() throws Exception {
    assertThat(propose(Map.of(), Records.icmp("198.51.100.9")).allow())
        .contains(
            new PolicyProposal.Line(
                "out 198.51.100.9", List.of("unattributed", "only icmp was seen")));
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
