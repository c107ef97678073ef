package io.github.mavensandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {

  private static final int ICMP = 1;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final OptionalInt NO_PORT = OptionalInt.empty();

  @Test
  void aHostNameIsAboutTheQueryForThatNameOnly() throws Exception {
    Expectations expected = Expectations.of(List.of("out Telemetry.example."));

    assertThat(expected.includeQuery("telemetry.example")).isTrue();
    assertThat(expected.includeQuery("www.telemetry.example")).isFalse();
    assertThat(expected.includeQuery("example")).isFalse();
    assertThat(expected.includeQuery("telemetry\\046example")).isFalse();
    assertThat(packet(expected, Direction.OUT, UDP, "127.0.0.53", OptionalInt.of(53))).isFalse();
  }

  @Test
  void anAddressIsAboutEveryProtocolAndBothDirections() throws Exception {
    Expectations expected = Expectations.of(List.of("198.51.100.0/24"));

    assertThat(packet(expected, Direction.OUT, TCP, "198.51.100.9", OptionalInt.of(80))).isTrue();
    assertThat(packet(expected, Direction.OUT, ICMP, "198.51.100.9", NO_PORT)).isTrue();
    assertThat(packet(expected, Direction.IN, UDP, "198.51.100.9", OptionalInt.of(80))).isTrue();
    assertThat(packet(expected, Direction.OUT, TCP, "198.51.101.9", OptionalInt.of(80))).isFalse();
    assertThat(packet(expected, Direction.OUT, TCP, "2001:db8::9", OptionalInt.of(80))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "out 198.51.100.9:80/tcp, OUT, 6, 80, true",
    "out 198.51.100.9:80/tcp, IN, 6, 80, false",
    "out 198.51.100.9:80/tcp, OUT, 17, 80, false",
    "out 198.51.100.9:80/tcp, OUT, 6, 81, false",
    "out 198.51.100.9:80, OUT, 17, 80, true",
    "in 198.51.100.9:8000-8010, IN, 6, 8010, true",
    "in 198.51.100.9:8000-8010, OUT, 6, 8010, false",
    "198.51.100.9/udp, IN, 17, 9, true",
    "198.51.100.9/udp, IN, 132, 9, false",
  })
  void directionProtocolAndPortCount(
      String rule, Direction direction, int protocol, int port, boolean expected) throws Exception {
    assertThat(
            packet(
                Expectations.of(List.of(rule)),
                direction,
                protocol,
                "198.51.100.9",
                OptionalInt.of(port)))
        .isEqualTo(expected);
  }

  @Test
  void aPacketWithoutAPortIsInNoRuleForPorts() throws Exception {
    Expectations expected = Expectations.of(List.of("198.51.100.9/tcp"));

    assertThat(packet(expected, Direction.OUT, TCP, "198.51.100.9", NO_PORT)).isFalse();
  }

  @Test
  void theResolverOnLoopbackCanBeNamed() throws Exception {
    Expectations expected = Expectations.of(List.of("out 127.0.0.53:53"));

    assertThat(packet(expected, Direction.OUT, UDP, "127.0.0.53", OptionalInt.of(53))).isTrue();
  }

  @Test
  void onlyARuleForEveryProtocolIncludesEverythingOfAnAddress() throws Exception {
    InetAddress address = InetAddress.getByName("198.51.100.9");

    assertThat(
            Expectations.of(List.of("out 198.51.100.9:1-65535"))
                .includeEverything(Direction.OUT, address))
        .isFalse();
    assertThat(
            Expectations.of(List.of("out 198.51.100.0/24"))
                .includeEverything(Direction.OUT, address))
        .isTrue();
  }

  @Test
  void aRuleMayEndInDrop() throws Exception {
    Expectations expected =
        Expectations.of(
            List.of("out 192.0.2.1 drop", " 198.51.100.0/24:80/tcp\tdrop\n", "out 203.0.113.9"));

    assertThat(expected.texts())
        .containsExactly("out 192.0.2.1 drop", "198.51.100.0/24:80/tcp drop", "out 203.0.113.9");
    assertThat(expected.dropped())
        .extracting(Rule::toString)
        .containsExactlyInAnyOrder("out 192.0.2.1", "198.51.100.0/24:80/tcp");
    assertThat(packet(expected, Direction.OUT, TCP, "192.0.2.1", OptionalInt.of(80))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "out telemetry.example drop | 'drop' is for packets to an address, and a blocked name is only looked up; write an address",
        "in 192.0.2.1 drop | 'drop' has no effect, since inbound packets never get an answer; remove the word"
      })
  void dropIsForWhatGoesOutToAnAddress(String rule, String message) {
    assertThatThrownBy(() -> Expectations.of(List.of("out 203.0.113.9", rule)))
        .isInstanceOf(PolicyException.class)
        .hasMessage("<expect> rule 2, '" + rule + "': " + message);
  }

  @Test
  void noneAloneIsNothing() throws Exception {
    assertThat(Expectations.of(List.of("none")).rules()).isEmpty();
    assertThat(Expectations.none().rules()).isEmpty();
    assertThat(Expectations.none().includeQuery("telemetry.example")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "10.0.0.0/33 | prefix length 33 is longer than an IPv4 address (32)",
        "none | stands alone; remove it, or all other rules",
        "telemetry.example:443 | a blocked host is only known by the DNS query for its name, which"
            + " has no port or protocol of the host's; write 'telemetry.example', or the host's"
            + " address with the port",
        "telemetry.example/udp | a blocked host is only known by the DNS query for its name, which"
            + " has no port or protocol of the host's; write 'telemetry.example', or the host's"
            + " address with the port",
        "0.0.0.0 | is no host's address; for every address write '0.0.0.0/0'",
      })
  void aRuleThatCannotBeTakenIsRefusedWithItsPosition(String rule, String problem) {
    assertThatThrownBy(() -> Expectations.of(List.of("10.0.0.0/8", rule)))
        .isInstanceOf(PolicyException.class)
        .hasMessage("<expect> rule 2, '" + rule + "': " + problem);
  }

  @Test
  void anEmptyElementIsRefused() {
    assertThatThrownBy(() -> Expectations.of(Arrays.asList("10.0.0.0/8", null)))
        .hasMessageStartingWith("<expect> rule 2, '': is empty;");
  }

  private static boolean packet(
      Expectations expected, Direction direction, int protocol, String address, OptionalInt port)
      throws Exception {
    return expected.includePacket(direction, protocol, InetAddress.getByName(address), port);
  }
}
