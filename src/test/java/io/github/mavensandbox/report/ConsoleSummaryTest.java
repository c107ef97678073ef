package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleSummaryTest {

  private final ConsoleSummary summary = new ConsoleSummary(ZoneOffset.ofHours(1));

  @Test
  void saysWhenNothingWasBlocked() {
    assertThat(lines(Records.reliable(0))).containsExactly("nothing was blocked");
  }

  @Test
  void showsEachEndpointWithTheRuleThatWouldAllowIt() {
    assertThat(
            lines(
                Records.reliable(
                    0,
                    Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3),
                    Records.tcp(PacketDirection.OUT, "2001:db8::9", 443, 1),
                    Records.icmp("198.51.100.9"),
                    Records.tcp(PacketDirection.IN, "198.51.100.7", 8080, 1))))
        .containsExactly(
            "blocked 6 packets that the policy does not allow:",
            "  blocked out tcp 198.51.100.9:80 (3 packets, first 11:31:02.113): to allow it, add"
                + " <rule>out 198.51.100.9:80/tcp</rule>",
            "  blocked out tcp [2001:db8::9]:443 (1 packet, first 11:31:02.113): to allow it, add"
                + " <rule>out [2001:db8::9]:443/tcp</rule>",
            "  blocked out icmp 198.51.100.9 (1 packet, first 11:31:02.113): to allow it, add"
                + " <rule>out 198.51.100.9</rule>",
            "  blocked in tcp from 198.51.100.7 to port 8080 (1 packet, first 11:31:02.113): to"
                + " allow it, add <rule>in 198.51.100.7:8080/tcp</rule>");
  }

  @Test
  void showsADnsQueryByItsNameAndAdvisesToAllowTheHost() {
    assertThat(
            lines(
                Records.reliable(
                    0,
                    Records.dns("127.0.0.53", "evil.example"),
                    Records.dns("2001:db8::9", "evil.example"))))
        .contains(
            "  blocked out DNS query for evil.example (2 packets, first 11:31:02.113): to allow the"
                + " host, add <rule>out evil.example</rule>, or <rule>out evil.example:PORT</rule>"
                + " for one port")
        .anyMatch(
            line ->
                line.startsWith(
                    "  blocked out DNS query for evil.example to [2001:db8::9]:53 (2 packets,"));
  }

  @Test
  void advisesNothingWhereNoRuleCanHelp() {
    assertThat(
            new ConsoleSummary(ZoneOffset.UTC)
                .linesOfSingleRun(
                    Records.judged(
                        Verdict.of(
                            Records.reliable(
                                0, Records.tcp(PacketDirection.OUT, "127.0.0.53", 53, 1)),
                            Expectations.none()))))
        .contains("  blocked out tcp 127.0.0.53:53 (1 packet, first 10:31:02.113)");
  }

  @Test
  void saysWhereHeldBackPacketsWentWhenItIsCertain() {
    assertThat(
            lines(Records.reliable(74459, Records.tcp(PacketDirection.OUT, "198.51.100.9", 9, 25))))
        .startsWith("blocked 74,484 packets that the policy does not allow:")
        .endsWith(
            "  and 74,459 more packets out, all to 198.51.100.9:9, that the kernel counted but did"
                + " not log");
  }

  @Test
  void doesNotSayWhereTheyWentWhenItIsNot() {
    assertThat(
            lines(
                Records.reliable(
                    1,
                    Records.tcp(PacketDirection.OUT, "198.51.100.9", 9, 25),
                    Records.tcp(PacketDirection.OUT, "198.51.100.9", 10, 25))))
        .endsWith("  and 1 more packet out that the kernel counted but did not log");
  }

  @Test
  void namesThePolicyFileToChange() {
    Run run =
        Records.judged(
            Verdict.of(
                Records.reliable(
                    0,
                    Records.tcp(PacketDirection.OUT, "198.51.100.9", 443, 1),
                    Records.dns("127.0.0.11", "telemetry.example")),
                Expectations.none()));
    Run ofFile =
        new Run(
            run.description(), run.verdict(), run.attribution(), Optional.of("app/policy\n.txt"));

    assertThat(new ConsoleSummary(ZoneOffset.UTC).linesOfSingleRun(ofFile))
        .anyMatch(
            line ->
                line.endsWith(
                    ": to allow it, add 'allow out 198.51.100.9:443/tcp' to app/policy\\010.txt"))
        .anyMatch(
            line ->
                line.endsWith(
                    ": to allow the host, add 'allow out telemetry.example' to app/policy\\010.txt, or 'allow out telemetry.example:PORT' for one port"));
  }

  @Test
  void keepsTheListShort() {
    BlockedEndpoint[] endpoints =
        IntStream.range(0, 30)
            .mapToObj(port -> Records.tcp(PacketDirection.OUT, "198.51.100.9", port, 1))
            .toArray(BlockedEndpoint[]::new);

    assertThat(lines(Records.reliable(0, endpoints)))
        .hasSize(22)
        .endsWith("  and 10 more beyond these, which the report lists");
  }

  @Test
  void tellsOfPacketsWhoseEndpointsAreNotListed() {
    KernelRecord record =
        new KernelRecord(List.of(), Map.of(PacketDirection.IN, 5L), Optional.empty(), List.of());

    assertThat(lines(record))
        .containsExactly(
            "blocked 5 packets that the policy does not allow:",
            "  and 5 more packets in of endpoints beyond those listed");
  }

  @Test
  void mentionsNoiseButNotAsAViolation() {
    assertThat(
            lines(Records.reliable(0, Records.tcp(PacketDirection.NOISE, "198.51.100.7", 67, 4))))
        .containsExactly(
            "nothing was blocked",
            "dropped, and no violation: 4 packets to everybody, or of no connection");
  }

  @Test
  void claimsNothingOfARecordThatIsNotReliable() {
    assertThat(lines(KernelRecord.unusable("counters is missing")))
        .containsExactly(
            "it is not known whether anything was blocked",
            "the record is not reliable: counters is missing");
  }

  @Test
  void givesALowerBoundWhenTheRecordIsNotReliable() {
    KernelRecord record =
        new KernelRecord(
            List.of(Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3)),
            Map.of(),
            Optional.empty(),
            List.of("counters is missing from the record"));

    assertThat(lines(record))
        .startsWith("blocked at least 3 packets that the policy does not allow:");
  }

  @Test
  void listsWhatWasExpectedApart() throws PolicyException {
    assertThat(
            lines(
                Records.reliable(
                    0,
                    Records.dns("127.0.0.53", "telemetry.example"),
                    Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3)),
                "telemetry.example"))
        .containsExactly(
            "blocked 3 packets that the policy does not allow:",
            "  blocked out tcp 198.51.100.9:80 (3 packets, first 11:31:02.113): to allow it, add"
                + " <rule>out 198.51.100.9:80/tcp</rule>",
            "blocked, and no violation since expected: 2 packets",
            "  expected out DNS query for telemetry.example (2 packets, first 11:31:02.113)");
  }

  @Test
  void saysWhenNothingElseWasBlocked() throws PolicyException {
    assertThat(
            lines(
                Records.reliable(100, Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3)),
                "198.51.100.9"))
        .containsExactly(
            "nothing unexpected was blocked",
            "blocked, and no violation since expected: 103 packets",
            "  expected out tcp 198.51.100.9:80 (3 packets, first 11:31:02.113)");
  }

  @Test
  void countsWhatTheKernelHeldBackWhereItMayHaveBeenSomethingElse() throws PolicyException {
    assertThat(
            lines(
                Records.reliable(100, Records.dns("127.0.0.53", "telemetry.example")),
                "telemetry.example"))
        .startsWith(
            "blocked 100 packets that the policy does not allow:",
            "  and 100 more packets out, all to 127.0.0.53:53, that the kernel counted but did not"
                + " log");
  }

  @Test
  void namesTheExecutionAndItsOwnProblems() {
    Run run =
        Records.run(
            Records.description("2", "surefire:test", "default-test")
                .end(1, OptionalInt.empty())
                .withProblem("the record could not be fetched"),
            Records.reliable(0));

    assertThat(summary.lines(run))
        .containsExactly(
            "surefire:test (default-test): it is not known whether anything was blocked",
            "the record is not reliable: the record could not be fetched");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n[INFO] BUILD SUCCESS", "a\r\u001b[2K", "\u009b2J", "\u2028\u202e"})
  void noTextFromOutsideForgesALineOrSteersTheTerminal(String hostile) {
    Run run =
        Records.run(
            Records.description("2", hostile, hostile).withProblem(hostile),
            Records.reliable(0, Records.dns("127.0.0.53", hostile)));

    assertThat(new ConsoleSummary(ZoneOffset.UTC).lines(run))
        .hasSize(4)
        .allMatch(line -> line.matches("[ -~]*"));
  }

  private List<String> lines(KernelRecord record) {
    return summary.linesOfSingleRun(Records.judged(Verdict.of(record, Expectations.none())));
  }

  private List<String> lines(KernelRecord record, String expect) throws PolicyException {
    return summary.linesOfSingleRun(
        Records.judged(Verdict.of(record, Expectations.of(List.of(expect)))));
  }
}
