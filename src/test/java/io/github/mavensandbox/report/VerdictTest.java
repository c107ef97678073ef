package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private final BlockedEndpoint tcp = Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3);
  private final BlockedEndpoint query = Records.dns("127.0.0.53", "telemetry.example");
  private final BlockedEndpoint toDocker = Records.dns("127.0.0.11", "telemetry.example");
  private final BlockedEndpoint other = Records.dns("127.0.0.53", "evil.example");
  private final BlockedEndpoint call = Records.tcp(PacketDirection.IN, "198.51.100.7", 8080, 1);
  private final BlockedEndpoint noise = Records.tcp(PacketDirection.NOISE, "198.51.100.7", 67, 4);

  @Test
  void withoutExpectationsAllButNoiseIsAViolation() throws PolicyException {
    Verdict verdict = judge(Records.reliable(0, tcp, query, call, noise));

    assertThat(verdict.violations()).containsExactly(tcp, query, call);
    assertThat(verdict.expected()).isEmpty();
    assertThat(verdict.violationCount()).isEqualTo(3);
  }

  @Test
  void aHostNameExpectsItsQueryAtAnyResolverAndNoOther() throws PolicyException {
    Verdict verdict =
        judge(Records.reliable(0, tcp, query, toDocker, other), "out telemetry.example");

    assertThat(verdict.expected()).containsExactly(query, toDocker);
    assertThat(verdict.violations()).containsExactly(tcp, other);
  }

  @Test
  void anAddressExpectsByDirectionProtocolAndPort() throws PolicyException {
    KernelRecord record = Records.reliable(0, tcp, call);

    assertThat(judge(record, "out 198.51.100.0/24:80/tcp").violations()).containsExactly(call);
    assertThat(judge(record, "in 198.51.100.7:8080").violations()).containsExactly(tcp);
    assertThat(judge(record, "198.51.100.0/24").violationCount()).isZero();
    assertThat(judge(record, "198.51.100.0/24:81").violations()).hasSize(2);
  }

  @Test
  void heldBackPacketsAreExpectedWhereEverythingAtTheirAddressIs() throws PolicyException {
    assertThat(judge(Records.reliable(99, tcp), "out 198.51.100.9").violationCount()).isZero();
  }

  @Test
  void heldBackPacketsMayHideAnotherProtocolOfTheSamePort() throws PolicyException {
    Verdict verdict = judge(Records.reliable(99, tcp), "out 198.51.100.9:80/tcp");

    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.unlisted(PacketDirection.OUT)).isEqualTo(99);
    assertThat(verdict.violationCount()).isEqualTo(1);
  }

  @Test
  void heldBackPacketsMayHideQueriesForOtherNames() throws PolicyException {
    assertThat(judge(Records.reliable(99, query), "telemetry.example").violationCount())
        .isEqualTo(1);
  }

  @Test
  void heldBackPacketsBesideAListedViolationAreNoneOfTheirOwn() throws PolicyException {
    Verdict verdict = judge(Records.reliable(99, tcp));

    assertThat(verdict.unlisted(PacketDirection.OUT)).isZero();
    assertThat(verdict.violationCount()).isEqualTo(1);
  }

  @Test
  void whatWasCountedWithoutAnyLogIsAViolation() throws PolicyException {
    assertThat(judge(Records.reliable(1), "0.0.0.0/0").violationCount()).isEqualTo(1);
  }

  @Test
  void endpointsBeyondTheFullListAreAViolationWhateverIsExpected() throws PolicyException {
    KernelRecord record =
        new KernelRecord(
            List.of(call),
            Map.of(PacketDirection.IN, 5L),
            Optional.of(
                new Counters(Map.of(PacketDirection.IN, 6L), Map.of(PacketDirection.IN, 6L))),
            List.of());

    Verdict verdict = judge(record, "0.0.0.0/0");

    assertThat(verdict.unlisted(PacketDirection.IN)).isEqualTo(5);
    assertThat(verdict.violationCount()).isEqualTo(1);
  }

  private static Verdict judge(KernelRecord record, String... expect) throws PolicyException {
    return Verdict.of(record, Expectations.of(List.of(expect)));
  }
}
