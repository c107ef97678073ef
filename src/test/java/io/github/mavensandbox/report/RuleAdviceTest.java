package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.IpProtocol;
import io.github.mavensandbox.record.PacketDirection;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleAdviceTest {

  @Test
  void opensOneAddressAndPort() {
    assertThat(rule(Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 1)))
        .contains("out 198.51.100.9:80/tcp");
    assertThat(rule(Records.tcp(PacketDirection.OUT, "2001:db8::9", 443, 1)))
        .contains("out [2001:db8::9]:443/tcp");
  }

  @Test
  void opensOurOwnPortToACaller() {
    assertThat(rule(Records.tcp(PacketDirection.IN, "198.51.100.7", 8080, 1)))
        .contains("in 198.51.100.7:8080/tcp");
  }

  @Test
  void opensTheAddressToProtocolsWithoutPorts() {
    assertThat(rule(Records.icmp("198.51.100.9"))).contains("out 198.51.100.9");
  }

  @Test
  void opensTheHostThatADnsQueryAskedFor() {
    assertThat(rule(Records.dns("127.0.0.53", "evil.example"))).contains("out evil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_ldap._tcp.evil.example",
        "a\\046b.example",
        "9.100.51.198.in-addr.arpa",
        "-evil.example",
        "localhost",
        ".",
      })
  void advisesNothingForANameThatIsNoHost(String name) {
    assertThat(rule(Records.dns("127.0.0.53", name))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.53", "127.0.0.11", "::1", "0.0.0.0"})
  void advisesNothingForAnAddressThatNoRuleOpens(String address) {
    assertThat(rule(Records.tcp(PacketDirection.OUT, address, 53, 1))).isEmpty();
  }

  @Test
  void advisesNothingWhenThePortIsNotKnownOrCannotBeNamed() {
    Endpoint endpoint =
        new Endpoint(
            PacketDirection.OUT,
            new IpProtocol(6),
            "198.51.100.9",
            OptionalInt.empty(),
            Optional.empty());

    assertThat(RuleAdvice.ruleFor(endpoint)).isEmpty();
    assertThat(rule(Records.tcp(PacketDirection.OUT, "198.51.100.9", 0, 1))).isEmpty();
  }

  private static Optional<String> rule(BlockedEndpoint blocked) {
    return RuleAdvice.ruleFor(blocked.endpoint());
  }
}
