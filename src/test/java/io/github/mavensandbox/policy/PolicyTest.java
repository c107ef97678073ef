package io.github.mavensandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.policy.firewall.Ruleset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {

  @Test
  void aBadRuleIsNamedWithItsListAndPosition() {
    assertThatThrownBy(
            () -> Policy.of(List.of("10.0.0.0/8", "db.internal", "10.0.0.0/33"), List.of()))
        .isInstanceOf(PolicyException.class)
        .hasMessage(
            "<allow> rule 3, '10.0.0.0/33': prefix length 33 is longer than an IPv4 address (32)");
    assertThatThrownBy(() -> Policy.of(List.of(), List.of("x_y")))
        .hasMessageStartingWith("<deny> rule 1, 'x_y': ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "db.internal:80,443 | write 'db.internal:80' and 'db.internal:443'",
        "out db.internal:80,8000-8010/tcp | write 'out db.internal:80/tcp' and 'out db.internal:8000-8010/tcp'",
        "[2001:db8::1]:80/udp,443 | write '[2001:db8::1]:80/udp' and '[2001:db8::1]:443/udp'"
      })
  void portsThatAPropertysCommasSplitAreRefusedWithTheRulesThatWereMeant(
      String property, String message) {
    List<String> rules = List.of(property.split(","));

    assertThatThrownBy(() -> Policy.of(rules, List.of()))
        .hasMessage(
            "<allow> rule 2, '%s': is a port without a target; one rule has one port or one range, so %s"
                .formatted(rules.get(1), message));
  }

  @Test
  void aPortAfterAnAddressWithoutPortsIsNotTakenForOneMore() {
    assertThatThrownBy(() -> Policy.of(List.of("2001:db8::1", "443"), List.of()))
        .hasMessage(
            "<allow> rule 2, '443': is a port without a target; write both, as in 'db.internal:443'");
  }

  @Test
  void anAddressThatSeemsToEndInAPortIsReadAgainAsItIsPrinted() throws Exception {
    Policy policy = Policy.of(List.of("[2001:db8::1:443]", "out [2001:db8::2:53]/tcp"), List.of());

    assertThat(Policy.of(policy.allow().stream().map(Rule::toString).toList(), List.of()))
        .isEqualTo(policy);
  }

  @Test
  void anEmptyRuleIsRefused() {
    assertThatThrownBy(() -> Policy.of(Collections.singletonList(null), List.of()))
        .hasMessageStartingWith("<allow> rule 1, '': is empty");
    assertThatThrownBy(() -> Policy.of(List.of(" "), List.of()))
        .hasMessageStartingWith("<allow> rule 1, ' ': is empty");
  }

  @Test
  void noneMeansNothingAndStandsAlone() throws Exception {
    assertThat(Policy.of(List.of("none"), List.of("none")))
        .isEqualTo(Policy.of(List.of(), List.of()))
        .hasToString("allow none, deny none");
    assertThatThrownBy(() -> Policy.of(List.of("10.0.0.0/8", "none"), List.of()))
        .hasMessage("<allow> rule 2, 'none': stands alone; remove it, or all other rules");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1 | loopback is always open",
        "in 127.0.0.0/8:80 | loopback is always open",
        "::1 | loopback is always open",
        "0.0.0.0 | is no host's address; for every address write '0.0.0.0/0'",
        "'::' | is no host's address; for every address write '::/0'",
        "169.254.0.0/17 | lies in 169.254.0.0/16, which is closed",
        "169.254.169.254/31 | lies in 169.254.0.0/16, which is closed",
        "in 224.0.0.0/24 | lies in 224.0.0.0/4, which is closed",
        "fe80::/64 | lies in fe80::/10, which is closed",
        "[ff02::/16]:5353/udp | lies in ff00::/8, which is closed",
        "10.0.0.0/8:53 | ports 53 and 853 (DNS) open only at single addresses",
        "out 10.0.0.0/8:853/tcp | ports 53 and 853 (DNS) open only at single addresses",
        "dns.internal:53/udp | ports 53 and 853 (DNS) open only at addresses"
      })
  void anAllowedRuleThatCouldOpenNothingIsRefused(String rule, String message) {
    assertThatThrownBy(() -> Policy.of(List.of(rule), List.of()))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.0.0/16",
        "169.254.169.254",
        "169.254.1.2:80/tcp",
        "fe80::/10",
        "224.0.0.251",
        "255.255.255.255",
        "in 10.0.0.0/8:53",
        "10.0.0.1:53/udp",
        "out 10.0.0.0/8:1-1023",
        "0.0.0.0/0",
        "::/0",
        "169.0.0.0/8"
      })
  void whatIsClosedCanBeNamedExactly(String rule) throws Exception {
    assertThat(Policy.of(List.of(rule), List.of()).allow()).hasToString("[" + rule + "]");
  }

  @Test
  void aDeniedRuleMayBeInAClosedRangeButIsNoNameAndNotLoopback() throws Exception {
    assertThat(Policy.of(List.of(), List.of("169.254.0.0/17", "10.0.0.0/8:53")).deny()).hasSize(2);
    assertThatThrownBy(() -> Policy.of(List.of(), List.of("db.internal")))
        .hasMessageContaining("a name cannot be denied");
    assertThatThrownBy(() -> Policy.of(List.of(), List.of("127.0.0.1")))
        .hasMessageContaining("loopback is always open");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.0/9 10.128.0.0/9 | 10.0.0.0/8",
        "10.0.0.0/8 10.1.0.0/16 10.2.3.4 | 10.0.0.0/8",
        "10.0.0.1 10.0.0.0 | 10.0.0.0/31",
        "2001:db8::/33 2001:db8:8000::/33 | 2001:db8::/32",
        "0.0.0.0/1 128.0.0.0/1 | 0.0.0.0/0",
        "10.0.0.0/8 10.1.0.0/16:80 | 10.0.0.0/8",
        "10.0.0.0/8:80 10.1.0.0/16 | 10.0.0.0/8:80, 10.1.0.0/16",
        "10.0.0.0/8:80-90/tcp 10.1.0.0/16:85/tcp | 10.0.0.0/8:80-90/tcp",
        "10.0.0.0/8:80-90/tcp 10.0.0.0/8:85-95/tcp | 10.0.0.0/8:80-95/tcp",
        "10.0.0.0/8:80-90/tcp 10.0.0.0/8:91-95/tcp | 10.0.0.0/8:80-95/tcp",
        "10.0.0.0/8:80-90/tcp 10.0.0.0/8:92-95/tcp | 10.0.0.0/8:80-90/tcp, 10.0.0.0/8:92-95/tcp",
        "10.0.0.0/8:80-90/tcp 10.0.0.0/8:85/tcp | 10.0.0.0/8:80-90/tcp",
        "10.0.0.0/8 10.0.0.0/8:80 | 10.0.0.0/8",
        "10.0.0.0/8:80/tcp 10.0.0.0/8:81/tcp | 10.0.0.0/8:80/tcp, 10.0.0.0/8:81/tcp",
        "10.0.0.0/8:80/tcp 10.0.0.0/8:80/udp | 10.0.0.0/8:80",
        "10.0.0.0/8/tcp 10.0.0.0/8/udp | 10.0.0.0/8:1-65535",
        "in,10.0.0.0/8 out,10.0.0.0/8 | 10.0.0.0/8",
        "in,10.0.0.0/8 out,10.0.0.0/9 | out 10.0.0.0/9, in 10.0.0.0/8",
        "10.0.0.0/9:80-90/tcp 10.128.0.0/9:80-90/tcp 10.0.0.0/8:85-95/tcp | 10.0.0.0/8:80-95/tcp",
        "a.example:80 a.example | a.example, a.example:80",
        "a.example:80-90 a.example | a.example",
        "b.example a.example 10.0.0.1 | 10.0.0.1, a.example, b.example",
        "0.0.0.0/0 169.254.169.254 | 0.0.0.0/0, 169.254.169.254",
        "169.254.0.1 169.254.0.0 | 169.254.0.0, 169.254.0.1",
        "out,10.0.0.0/8 out,10.0.0.1:53/udp | out 10.0.0.0/8, out 10.0.0.1:53/udp"
      })
  void overlappingRulesAreMerged(String configured, String normal) throws Exception {
    List<String> rules =
        Arrays.stream(configured.split(" ")).map(rule -> rule.replace(',', ' ')).toList();

    assertThat(Policy.of(rules, List.of()).allow().stream().map(Rule::toString))
        .extracting(
            rule ->
                rule.startsWith("out a.") || rule.startsWith("out b.") ? rule.substring(4) : rule)
        .containsExactlyInAnyOrder(normal.split(", "));
  }

  @Test
  void theSameRulesInAnyOrderGiveTheSameFiles() throws Exception {
    RandomRules random = new RandomRules(new Random(7));
    for (int i = 0; i < 50; i++) {
      List<String> allow = random.allowed(8);
      List<String> deny = random.denied(3);
      Policy policy = Policy.of(allow, deny);
      List<String> shuffled = new ArrayList<>(allow);
      Collections.shuffle(shuffled, new Random(i));
      Collections.reverse(deny);

      assertThat(Policy.of(shuffled, deny))
          .isEqualTo(policy)
          .extracting(Ruleset::of)
          .isEqualTo(Ruleset.of(policy));
    }
  }

  @Test
  void theNormalFormIsItsOwnNormalForm() throws Exception {
    RandomRules random = new RandomRules(new Random(11));
    for (int i = 0; i < 100; i++) {
      Policy policy = Policy.of(random.allowed(8), random.denied(3));

      assertThat(Policy.of(texts(policy.allow()), texts(policy.deny()))).isEqualTo(policy);
    }
  }

  private static List<String> texts(List<Rule> rules) {
    return rules.stream().map(Rule::toString).toList();
  }
}
