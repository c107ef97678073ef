package io.github.mavensandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.policy.firewall.Ruleset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildHostTest {

  @Test
  void aServerOfTheHostIsAPortAndNoFirewallRule() throws Exception {
    Policy policy = Policy.of(List.of("out host:8080/tcp", "HOST:80", "out a.example"), List.of());
    Policy without = Policy.of(List.of("out a.example"), List.of());

    assertThat(policy.hostPorts()).containsExactly(80, 8080);
    assertThat(policy.rules())
        .containsExactly("allow out a.example", "allow out host:80/tcp", "allow out host:8080/tcp");
    assertThat(Ruleset.of(policy)).isEqualTo(Ruleset.of(without));
    assertThat(policy).isNotEqualTo(without);
    assertThat(Explanation.of(policy, Expectations.none()))
        .contains(
            "  out host:80/tcp    out, the server at that port of the machine that runs Maven, which is at localhost inside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "in host:80 | 'host', the machine that runs Maven, can only be called; write 'out host:8080/tcp'",
        "host | 'host', the machine that runs Maven, needs a port; write 'out host:8080/tcp'",
        "host/tcp | 'host', the machine that runs Maven, needs a port; write 'out host:8080/tcp'",
        "host:80-90 | a server of 'host', the machine that runs Maven, is one port of TCP; write 'out host:80/tcp'",
        "host:80/udp | a server of 'host', the machine that runs Maven, is one port of TCP; write 'out host:80/tcp'",
        "host:0 | port 0 is not between 1 and 65535",
        "out host:${server.port} | '${server.port}' is not a port; write one, as in ':8080', or a range, ':8000-8010'"
      })
  void whatCannotBeAServerIsRefused(String rule, String message) {
    assertThatThrownBy(() -> Policy.of(List.of(rule), List.of()))
        .isInstanceOf(PolicyException.class)
        .hasMessage("<allow> rule 1, '" + rule + "': " + message);
  }

  @Test
  void itIsForAllowOnly() {
    String message =
        "rule 1, 'host:80': 'host', the machine that runs Maven, is for <allow>: no other port of it is reachable; remove the rule";

    assertThatThrownBy(() -> Policy.of(List.of(), List.of("host:80")))
        .hasMessage("<deny> " + message);
    assertThatThrownBy(() -> Expectations.of(List.of("host:80"))).hasMessage("<expect> " + message);
  }
}
