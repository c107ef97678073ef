package io.github.mavensandbox.surefire.namespaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.firewall.Ruleset;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResolvedPolicyTest {

  private static ResolvedPolicy resolved(List<String> allow, String... addresses) throws Exception {
    return ResolvedPolicy.of(
        Ruleset.of(Policy.of(allow, List.of())),
        name -> {
          InetAddress[] found = new InetAddress[addresses.length];
          for (int i = 0; i < addresses.length; i++) {
            found[i] =
                InetAddress.getByAddress(name, InetAddress.getByName(addresses[i]).getAddress());
          }
          return found;
        });
  }

  @Test
  void a_names_addresses_of_both_families_are_in_the_sets_and_no_name_is_left() throws Exception {
    ResolvedPolicy policy =
        resolved(List.of("out db.test:5432/tcp"), "198.51.100.7", "2001:db8::7");
    assertThat(policy.files().get("sets").lines())
        .contains(
            "add out-named-port4 198.51.100.7,6:5432", "add out-named-port6 2001:db8::7,6:5432");
    assertThat(policy.files().get("names")).isEmpty();
    assertThat(policy.hosts().lines())
        .containsExactly("198.51.100.7 db.test db.test.", "2001:db8::7 db.test db.test.");
  }

  @Test
  void an_address_that_a_rule_has_already_is_added_once() throws Exception {
    ResolvedPolicy policy =
        resolved(
            List.of("out a.test:80/tcp", "out b.test:80/tcp", "out 198.51.100.7:80/tcp"),
            "198.51.100.7");
    assertThat(policy.files().get("sets").lines())
        .containsOnlyOnce("add out-named-port4 198.51.100.7,6:80");
  }

  @Test
  void a_policy_without_names_stays_as_it_is() throws Exception {
    Ruleset ruleset = Ruleset.of(Policy.of(List.of("out 198.51.100.0/24"), List.of()));
    assertThat(ResolvedPolicy.of(ruleset).files()).isEqualTo(ruleset.files());
    assertThat(ResolvedPolicy.of(ruleset).hosts()).isEmpty();
  }

  @Test
  void a_network_that_is_made_later_has_its_broadcast_address_closed() throws Exception {
    Ruleset ruleset = Ruleset.of(Policy.of(List.of("out 0.0.0.0/0"), List.of()));
    assertThat(ResolvedPolicy.of(ruleset).withBroadcast("192.0.2.255").files().get("sets"))
        .isEqualTo(ruleset.sets() + "add broadcast4 192.0.2.255\n");
  }

  @Test
  void a_name_that_leads_back_to_the_machine_or_to_metadata_is_refused() {
    assertRefused(
        "127.0.0.1", "'db.test' of the policy resolves to 127.0.0.1, this machine itself");
    assertRefused("::", "this machine itself");
    assertRefused("169.254.169.254", "a link-local, multicast or metadata address");
    assertRefused("100.100.100.200", "a link-local, multicast or metadata address");
    assertRefused("fe80::1", "a link-local, multicast or metadata address");
    assertRefused("224.0.0.1", "a link-local, multicast or metadata address");
  }

  private static void assertRefused(String address, String message) {
    assertThatThrownBy(() -> resolved(List.of("out db.test"), address))
        .hasMessageContaining(message);
  }

  @Test
  void a_name_that_does_not_resolve_is_refused() throws Exception {
    Ruleset ruleset = Ruleset.of(Policy.of(List.of("out db.test"), List.of()));
    assertThatThrownBy(
            () ->
                ResolvedPolicy.of(
                    ruleset,
                    name -> {
                      throw new UnknownHostException(name);
                    }))
        .hasMessage(
            "'db.test' of the policy does not resolve on this machine; correct it, or remove the rule");
  }
}
