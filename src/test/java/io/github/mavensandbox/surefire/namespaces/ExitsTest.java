package io.github.mavensandbox.surefire.namespaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.surefire.HostPorts;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitsTest {

  private static Policy policy(String... allow) throws Exception {
    return Policy.of(List.of(allow), List.of());
  }

  @Test
  void a_policy_that_allows_nothing_needs_no_way_out() throws Exception {
    assertThat(Exits.of(policy("none"), Mode.ENFORCE, HostPorts.NONE))
        .isEqualTo(new Exits(Mode.ENFORCE, false, false));
  }

  @Test
  void only_a_rule_without_ports_and_protocols_allows_to_ping() throws Exception {
    assertThat(Exits.of(policy("out 198.51.100.7:80"), Mode.ENFORCE, HostPorts.NONE))
        .isEqualTo(new Exits(Mode.ENFORCE, true, false));
    assertThat(Exits.of(policy("out db.test/tcp"), Mode.ENFORCE, HostPorts.NONE))
        .isEqualTo(new Exits(Mode.ENFORCE, true, false));
    assertThat(Exits.of(policy("198.51.100.0/24"), Mode.ENFORCE, HostPorts.NONE))
        .isEqualTo(new Exits(Mode.ENFORCE, true, true));
  }

  @Test
  void a_rule_that_only_lets_in_is_refused() {
    assertThatThrownBy(
            () ->
                Exits.of(
                    policy("out 198.51.100.7", "in 203.0.113.0/24:8080/tcp"),
                    Mode.ENFORCE,
                    HostPorts.NONE))
        .hasMessage(
            "<allow> 'in 203.0.113.0/24:8080/tcp': nothing from outside can connect to tests in"
                + " namespaces; remove that rule");
  }

  @Test
  void anAuditNeedsAWayOutForEverything() throws Exception {
    assertThat(Exits.of(policy("none"), Mode.AUDIT, HostPorts.NONE))
        .isEqualTo(new Exits(Mode.AUDIT, true, true));
  }

  @Test
  void the_machines_own_addresses_are_denied_unless_a_rule_names_them() throws Exception {
    List<InetAddress> own =
        List.of(
            InetAddress.getByName("127.0.0.1"),
            InetAddress.getByName("fe80::1"),
            InetAddress.getByName("192.168.0.5"),
            InetAddress.getByName("198.51.100.7"),
            InetAddress.getByName("2001:db8::5"));
    Policy policy =
        Policy.of(List.of("192.168.0.0/24", "out 198.51.100.7:80/tcp"), List.of("out 192.168.0.9"));
    assertThat(OwnAddresses.closedIn(policy, own))
        .isEqualTo(
            Policy.of(
                List.of("192.168.0.0/24", "out 198.51.100.7:80/tcp"),
                List.of("out 192.168.0.9", "out 192.168.0.5", "out 2001:db8::5")));
  }
}
