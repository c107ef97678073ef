package io.github.mavensandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "192.168.0.0/24",
        "10.1.2.3",
        "0.0.0.0/0",
        "::/0",
        "2001:db8::/32",
        "out 2001:db8::1",
        "in 10.0.0.0/8:8080",
        "in 10.0.0.0/8:8000-8010/udp",
        "10.0.0.0/8/tcp",
        "10.0.0.0/8:1-65535",
        "2001:db8::/32/udp",
        "out [2001:db8::/32]:443/tcp",
        "[2001:db8::1]:1-1023",
        "out db.internal",
        "out db.internal:5432/tcp",
        "out 3com.example/tcp",
        "out xn--bcher-kva.example:443"
      })
  void aRuleInItsUsualFormIsPrintedAsItWasWritten(String text) throws Exception {
    assertThat(RuleParser.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "'  10.0.0.0/8\n', 10.0.0.0/8",
    "'in \t 10.0.0.0/8', in 10.0.0.0/8",
    "10.1.2.3/32, 10.1.2.3",
    "2001:0DB8:0:0::/32, 2001:db8::/32",
    "[2001:db8::1], 2001:db8::1",
    "[2001:db8::1]/tcp, 2001:db8::1/tcp",
    "2001:db8::1/128, 2001:db8::1",
    "64:ff9b::102:30a, 64:ff9b::102:30a",
    "2001:db8::1:0443, [2001:db8::1:443]",
    "2001:db8:0:0:0:0:1:443, [2001:db8::1:443]",
    "out [2001:db8::1:443]/tcp, out [2001:db8::1:443]/tcp",
    "2001:db8::1:443/128, [2001:db8::1:443]",
    "2001:db8::443, 2001:db8::443",
    "10.0.0.1:8000-8000/tcp, 10.0.0.1:8000/tcp",
    "10.0.0.0/8:1-65535/tcp, 10.0.0.0/8/tcp",
    "DB.Internal., out db.internal"
  })
  void otherSpellingsOfTheSameRuleGetItsUsualForm(String text, String usual) throws Exception {
    assertThat(RuleParser.parse(text)).hasToString(usual).isEqualTo(RuleParser.parse(usual));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "10.0.0.0/33 | prefix length 33 is longer than an IPv4 address (32)",
        "2001:db8::/129 | prefix length 129 is longer than an IPv6 address (128)",
        "10.0.0.0/08 | prefix length '08' is not a number from 0 to 32",
        "10.0.0.0/255.0.0.0 | prefix length '255.0.0.0' is not a number from 0 to 32",
        "10.0.0.0/8x | prefix length '8x' is not a number from 0 to 32",
        "10.0.0.0/99999999999 | prefix length '99999999999' is longer than",
        "10.0.0.0/ | protocol '' is not",
        "10.0.0.1/8 | write '10.0.0.0/8' for the network, or '10.0.0.1' for the address",
        "2001:db8::1/32 | write '2001:db8::/32' for the network, or '2001:db8::1' for the address",
        "1.2.3.4/0 | write '0.0.0.0/0' for the network",
        "010.0.0.1 | octet 010 has a leading zero",
        "10.0.0.00 | octet 00 has a leading zero",
        "10.0.1 | is not an IPv4 address",
        "10.0 | is not an IPv4 address",
        "167772161 | is not an IPv4 address",
        "10.0.0.256 | is not an IPv4 address",
        "10.0.0.1.2 | is not an IPv4 address",
        "10.0.0.1. | is not an IPv4 address",
        "10.0.0.* | a wildcard is not possible in an address; write the network, as in '10.0.0.0/24'",
        "out 10.1.*.*:80 | write the network, as in '10.1.0.0/16'",
        "10.0.0.1-5 | is not an IPv4 address",
        "* | is not an address; for every address write '0.0.0.0/0' and '::/0'",
        "*:443 | is not an address; for every address write '0.0.0.0/0' and '::/0'",
        "any | 'any' would be the name of a host; for every address write '0.0.0.0/0' and '::/0'",
        "out All:443 | 'all' would be the name of a host; for every address write",
        "in everything/tcp | 'everything' would be the name of a host; for every address write",
        "nothing | 'nothing' would be the name of a host; for an empty list write 'none'",
        "tcp | 'tcp' is a protocol without a target; write both, as in 'db.internal:5432/tcp'",
        "ICMP | 'icmp' is a protocol; a rule with neither ports nor protocol is for ICMP, too",
        "443 | is a port without a target; write both, as in 'db.internal:443'",
        "out 8000-8010/tcp | is a port without a target; write both, as in 'db.internal:8000-8010'",
        "db.internal:80,443 | one rule has one port or one range; write 'db.internal:80', and the other",
        "10.0.0.1:80-90; 443/tcp | one rule has one port or one range; write '10.0.0.1:80-90', and",
        "- | is not an IPv4 address",
        "0x7f000001 | ends in the number '0x7f000001'",
        "10.0.0.0x1 | ends in the number '0x1'",
        "0b1010.0.0.1 | ends in the number '1'",
        "/8 | is not an IPv4 address",
        "2001:db8::1::2 | is not an IPv6 address",
        "2001:db8:: 1 | has white space",
        "2001:db8:::1 | an IPv6 address with a port stands in brackets; write '[2001:db8::]:1'",
        "2001:db8:::a | is not an IPv6 address",
        "1:2:3:4:5:6:7 | is not an IPv6 address",
        "2001:db8::0db80 | is not an IPv6 address",
        "2001:db8::* | is not an IPv6 address",
        "2001:db8::1-2 | is not an IPv6 address",
        "fe80::1%eth0 | '%' is not possible in a rule",
        "::ffff:1.2.3.4 | is an IPv4 address in IPv6 notation; write '1.2.3.4'",
        "::ffff:102:304 | is an IPv4 address in IPv6 notation; write '1.2.3.4'",
        "::ffff:0:0/96 | is an IPv4 address in IPv6 notation",
        "64:ff9b::1.2.3.4 | an IPv6 address is written without dots; write '[64:ff9b::102:304]'",
        "2001:db8::1:443 | '443' may be meant as a port; write '[2001:db8::1]:443' for the port, or"
            + " '[2001:db8::1:443]' if it is a part of the address",
        "out 2001:db8::1:443/tcp | '443' may be meant as a port; write '[2001:db8::1]:443'",
        "2001:db8::1:27017 | an IPv6 address with a port stands in brackets; write '[2001:db8::1]:27017'",
        "2001:db8:0:0:0:0:0:1:443/tcp | write '[2001:db8:0:0:0:0:0:1]:443'",
        "2001:db8::/32:443 | an IPv6 target with ports stands in brackets",
        "2001:db8::/32:443/tcp | an IPv6 target with ports stands in brackets",
        "[10.0.0.1]:80 | brackets stand around an IPv6 address",
        "[db.internal]:80 | brackets stand around an IPv6 address",
        "[2001:db8::1 | brackets stand around an IPv6 address",
        "[2001:db8::1]443 | brackets stand around an IPv6 address",
        "[2001:db8::]/32 | a prefix length stands in the brackets",
        "[2001:db8::/32]:443/32 | a prefix length stands in the brackets",
        "10.0.0.1: | '' is not a port",
        "10.0.0.1:0 | port 0 is not between 1 and 65535",
        "10.0.0.1:65536 | port 65536 is not between 1 and 65535",
        "10.0.0.1:99999999999 | port 99999999999 is not between 1 and 65535",
        "10.0.0.1:080 | port 080 has a leading zero",
        "10.0.0.1:-1 | '-1' is not a port",
        "10.0.0.1:80- | '80-' is not a port",
        "10.0.0.1:http | 'http' is not a port",
        "10.0.0.1:90-80 | port range 90-80 runs backwards; write 80-90",
        "10.0.0.1:80/8 | '80/8' is not a port",
        "10.0.0.1:80/TCP | protocol 'TCP' is not 'tcp' or 'udp'",
        "10.0.0.1/icmp | protocol 'icmp' is not 'tcp' or 'udp'; a rule with neither ports nor",
        "10.0.0.1:80/tcp/udp | '80/tcp' is not a port",
        ":80 | has no target",
        "in | is a direction without a target",
        "out | is a direction without a target",
        "ouT | is a direction without a target",
        "out In. | is a direction without a target",
        "out None. | 'none' stands alone",
        "NONE | 'none' stands alone and in lower case",
        "IN 10.0.0.0/8 | has white space in it; only 'in' or 'out' (in lower case)",
        "both 10.0.0.0/8 | has white space in it",
        "in out 10.0.0.0/8 | has white space in it",
        "10.0.0.0/8 10.1.0.0/16 | has white space in it",
        "10.0.0.0/8,192.168.0.0/24 | one rule is one target",
        "https://example.com/x | is a URL; write its host and port",
        "in db.internal | a host name can only be called, not call",
        "db.internal/24 | a prefix length stands only after an address, not after a name; write"
            + " 'db.internal', or 'db.internal:24' if a port is meant",
        "db_1.internal | '_' is not possible in a host name",
        "*.internal | a host name with a wildcard cannot be resolved",
        "-a.internal | begins or ends with a hyphen",
        "a-.internal | begins or ends with a hyphen",
        "a..internal | has an empty label",
        ".internal | has an empty label",
        "db.internal.. | has an empty label",
        "host.1 | ends in the number '1'",
        "bücher.example | a host name is written in ASCII; write 'xn--bcher-kva.example'",
        "localhost | loopback is always open",
        "a.localhost | loopback is always open",
        "out none | 'none' stands alone",
        "none:80 | 'none' stands alone",
        "db.internal\\n | character '\\u005C' is not possible in a rule",
        "'10.0.0.1' | a quote is not possible in a rule",
        "10.0.0.1;reboot | one rule is one target",
        "$(reboot).x | '$' is not possible in a host name"
      })
  void aRuleThatIsNotOneIsRefusedWithWhatToWrite(String text, String message) {
    assertThatThrownBy(() -> RuleParser.parse(text))
        .isInstanceOf(PolicyException.class)
        .hasMessageStartingWith("'")
        .hasMessageContaining(": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1\u0000",
        "10.0.0.1\n10.0.0.2",
        "\u001b[31m10.0.0.1",
        "db\u202e.internal",
        "db\u007f.internal",
        "db\u0085.internal",
        "db\u2028.internal",
        "\ud800.internal"
      })
  void aMessageShowsNoCharacterThatATerminalObeys(String text) {
    assertThatThrownBy(() -> RuleParser.parse(text))
        .isInstanceOf(PolicyException.class)
        .message()
        .matches("[ -~]+")
        .contains("character '\\");
  }

  @Test
  void aMessageStaysShortHoweverLongTheRuleIs() {
    assertThatThrownBy(() -> RuleParser.parse("a".repeat(100_000)))
        .hasMessageContaining("aaa...'")
        .message()
        .hasSizeLessThan(300);
  }

  @Test
  void aHostNameHasAtMost253Characters() throws Exception {
    String label = "a".repeat(63) + ".";
    String longest = label.repeat(3) + "b".repeat(61);

    assertThat(RuleParser.parse(longest + ".")).hasToString("out " + longest);
    assertThatThrownBy(() -> RuleParser.parse(longest + "b"))
        .hasMessageContaining("254 characters");
    assertThatThrownBy(() -> RuleParser.parse("a".repeat(64)))
        .hasMessageContaining("63 characters");
  }

  @Test
  void aHostNameCannotBeMadeToCall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rule(Direction.BOTH, new HostName("db"), new Traffic.Everything()));
    assertThatIllegalArgumentException().isThrownBy(() -> new HostName("two words"));
    assertThatIllegalArgumentException().isThrownBy(() -> new HostName("Db"));
  }

  @ParameterizedTest
  @CsvSource({
    "OUT, TCP, 198.51.100.7, 80, out 198.51.100.7:80/tcp",
    "IN, UDP, 2001:db8::7, 514, in [2001:db8::7]:514/udp",
    "OUT, UDP, fe80::1%1, 53, out [fe80::1]:53/udp",
    "OUT, TCP, 169.254.169.254, 80, out 169.254.169.254:80/tcp"
  })
  void anEndpointBecomesTheRuleThatOpensIt(
      Direction direction, Protocol protocol, InetAddress address, int port, String text)
      throws Exception {
    Rule rule = Rule.forEndpoint(direction, protocol, address, port).orElseThrow();

    assertThat(rule).hasToString(text).isEqualTo(RuleParser.parse(text));
  }

  @Test
  void anEndpointWithoutPortsBecomesItsAddress() throws Exception {
    InetAddress address = InetAddress.getByName("198.51.100.7");

    assertThat(Rule.forAddress(Direction.OUT, address))
        .contains(RuleParser.parse("out 198.51.100.7"));
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.11, 53", "::1, 80", "0.0.0.0, 80", "::, 80", "198.51.100.7, 0"})
  void noRuleOpensWhatIsOpenOrNoEndpoint(InetAddress address, int port) {
    assertThat(Rule.forEndpoint(Direction.OUT, Protocol.TCP, address, port))
        .isEqualTo(Optional.empty());
  }

  @Test
  void rulesAreEqualWhateverSetTheirProtocolsCameIn() {
    Ports ports = new Ports(80, 80);

    assertThat(new Traffic.Transport(EnumSet.allOf(Protocol.class), ports))
        .isEqualTo(new Traffic.Transport(java.util.Set.of(Protocol.UDP, Protocol.TCP), ports));
  }
}
