package io.github.mavensandbox.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

  private static WrittenPolicy parse(String content) throws PolicyException {
    return PolicyFile.parse("policy.txt", content.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> texts(List<WrittenRule> rules) {
    return rules.stream().map(WrittenRule::text).toList();
  }

  @Test
  void aLineIsARuleOfTheListThatItBeginsWith() throws Exception {
    WrittenPolicy written =
        parse(
            """
            # what the shop calls

            allow 10.0.0.0/8
              allow\tout   db.internal:5432/tcp # the shop's, änderbar
            deny 10.1.0.0/16\t# the office
            expect out telemetry.example
            \t # no more
            """);

    assertThat(texts(written.allow())).containsExactly("10.0.0.0/8", "out   db.internal:5432/tcp");
    assertThat(texts(written.deny())).containsExactly("10.1.0.0/16");
    assertThat(texts(written.expect())).containsExactly("out telemetry.example");
    assertThat(Policy.of(written).rules())
        .containsExactly("allow 10.0.0.0/8", "allow out db.internal:5432/tcp", "deny 10.1.0.0/16");
    assertThat(Expectations.of(written).rules()).hasToString("[out telemetry.example]");
  }

  @Test
  void whatIsExpectedMayBeDropped() throws Exception {
    assertThat(Expectations.of(parse("expect out 192.0.2.1 drop # a time-out")).texts())
        .containsExactly("out 192.0.2.1 drop");
    assertThatThrownBy(() -> parse("expect out db.internal drop"))
        .hasMessageStartingWith("policy.txt:1:8, 'out db.internal drop': 'drop' is for packets to");
  }

  @Test
  void linesEndAsOnAnySystemAndAFileMayBeginAsOnWindows() throws Exception {
    WrittenPolicy written = parse("\ufeffallow 10.0.0.0/8\r\nallow 10.0.0.1:80\rdeny 10.0.0.2");

    assertThat(texts(written.allow())).containsExactly("10.0.0.0/8", "10.0.0.1:80");
    assertThat(written.deny())
        .containsExactly(new WrittenRule("policy.txt:3:6, '10.0.0.2'", "10.0.0.2"));
  }

  @Test
  void anEmptyFileHasNoRules() throws Exception {
    assertThat(parse("").withoutFile()).isEqualTo(WrittenPolicy.EMPTY);
    assertThat(parse("# nothing\n\n").withoutFile()).isEqualTo(WrittenPolicy.EMPTY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.0.0.0/8 | policy.txt:2:1: '10.0.0.0/8' is not allow, deny or expect; a line begins with one of them, as in 'allow 10.0.0.0/8'
          alow out db.internal | policy.txt:2:1: 'alow' is not allow, deny or expect; a line begins with one of them, as in 'allow out db.internal:5432/tcp'
          Allow 10.0.0.0/8 | policy.txt:2:1: 'Allow' is written 'allow', with a space after it
          deny: 10.0.0.0/8 | policy.txt:2:1: 'deny:' is written 'deny', with a space after it
          allow | policy.txt:2:1: 'allow' has no rule; write one after it, as in 'allow 10.0.0.0/8'
          '  expect # soon' | policy.txt:2:3: 'expect' has no rule; write one after it, as in 'expect 10.0.0.0/8'
          '  allow  10.0.0.0/33 # all' | policy.txt:2:10, '10.0.0.0/33': prefix length 33 is longer than an IPv4 address (32)
          allow out db.internal#5432 | policy.txt:2:7, 'out db.internal#5432': '#' is not possible in a host name: letters, digits, hyphens and dots are
          deny db.internal | policy.txt:2:6, 'db.internal': a name cannot be denied, since its addresses may be other hosts' as well; remove the rule (nothing is reachable but what is allowed), or deny an address
          expect out db.internal:80 | policy.txt:2:8, 'out db.internal:80': a blocked host is only known by the DNS query for its name, which has no port or protocol of the host's; write 'db.internal', or the host's address with the port
          allow 127.0.0.1 | policy.txt:2:7, '127.0.0.1': loopback is always open; remove the rule
          deny none | policy.txt:2:6, 'none': only 'allow none' is possible, for nothing but loopback; remove the line
          expect none | policy.txt:2:8, 'none': only 'allow none' is possible, for nothing but loopback; remove the line
          """)
  void aBadLineIsRefusedWithItsPlaceAndWhatToWrite(String line, String message) {
    assertThatThrownBy(() -> parse("# a comment\n" + line + "\nallow 10.9.0.0/16"))
        .isInstanceOf(PolicyException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({"0000", "001B", "000B", "0085", "2028", "202E", "2066"})
  void whatAnEditorShowsOtherwiseThanItIsReadIsRefusedInCommentsToo(String code) {
    char c = (char) Integer.parseInt(code, 16);

    assertThatThrownBy(() -> parse("# one" + c + "allow 0.0.0.0/0"))
        .hasMessage(
            "policy.txt:1:6: character '\\u%s' is not possible in a policy file; remove it"
                .formatted(code));
  }

  @Test
  void whatIsNotUtf8IsRefusedWhereItIs() {
    byte[] latin1 = "allow 10.0.0.1\n# \u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] cut = {'#', ' ', (byte) 0xc3};

    assertThatThrownBy(() -> PolicyFile.parse("policy.txt", latin1))
        .hasMessage("policy.txt:2:3: is not UTF-8; save the file as UTF-8");
    assertThatThrownBy(() -> PolicyFile.parse("policy.txt", cut))
        .hasMessage("policy.txt:1:3: is not UTF-8; save the file as UTF-8");
    assertThatThrownBy(
            () -> PolicyFile.parse("policy.txt", "allow none".getBytes(StandardCharsets.UTF_16)))
        .hasMessageContaining("policy.txt:1:1: is not UTF-8");
  }

  @Test
  void whatIsTooLongOrTooLargeIsRefused() throws Exception {
    assertThat(parse("#" + "x".repeat(999)).withoutFile()).isEqualTo(WrittenPolicy.EMPTY);
    assertThatThrownBy(() -> parse("\n#" + "x".repeat(1000)))
        .hasMessage("policy.txt:2:1001: is longer than 1,000 characters; write one rule a line");

    String full = ("#" + "x".repeat(126) + "\n").repeat(8192);
    assertThat(parse(full).withoutFile()).isEqualTo(WrittenPolicy.EMPTY);
    assertThatThrownBy(() -> parse(full + "\n"))
        .hasMessage(
            "policy.txt: is larger than 1 MiB; name networks by CIDRs in place of single addresses");
  }

  @Test
  void theNameOfAFileCannotSteerATerminal() {
    assertThatThrownBy(
            () -> PolicyFile.parse("p\u001b[2J.txt", "allow".getBytes(StandardCharsets.UTF_8)))
        .hasMessageStartingWith("p\\027[2J.txt:1:1: ");
  }

  @Test
  void theSameRuleAllowedAndDeniedIsRefusedWithBothPlaces() {
    assertThatThrownBy(() -> parse("allow 10.0.0.0/8\ndeny 10.0.0.1\n\nallow 10.0.0.1/32\n"))
        .hasMessage(
            "policy.txt:4:7, '10.0.0.1/32': is allowed here, and denied in policy.txt:2:6, '10.0.0.1'; remove one of them");
  }

  @Test
  void filesThatContradictEachOtherAreRefusedWithBothPlaces() throws Exception {
    WrittenPolicy both =
        PolicyFile.parse("a.txt", "allow out 10.0.0.1:80/tcp".getBytes(StandardCharsets.UTF_8))
            .and(
                PolicyFile.parse(
                    "b.txt", "deny out 10.0.0.1:80/tcp".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(both::refuseContradictions)
        .hasMessage(
            "a.txt:1:7, 'out 10.0.0.1:80/tcp': is allowed here, and denied in b.txt:1:6, 'out 10.0.0.1:80/tcp'; remove one of them");
  }

  @Test
  void filesAddUp() throws Exception {
    WrittenPolicy pom =
        new WrittenPolicy(
            WrittenRule.of("<allow>", List.of("10.0.0.0/8")),
            WrittenRule.of("<deny>", List.of("none")),
            WrittenRule.of("<expect>", List.of()));
    WrittenPolicy all =
        pom.and(parse("allow 10.0.0.0/9\ndeny 10.1.0.0/16"))
            .and(parse("deny 10.2.0.0/16\nexpect 198.51.100.1"))
            .orDefault();

    assertThat(Policy.of(all).rules())
        .containsExactly("allow 10.0.0.0/8", "deny 10.1.0.0/16", "deny 10.2.0.0/16");
    assertThat(Expectations.of(all).rules()).hasToString("[198.51.100.1]");
    assertThat(Policy.of(all).file()).contains("policy.txt");
  }

  @Test
  void theDefaultIsAllowedWhereNoRuleSaysWhatIs() throws Exception {
    assertThat(Policy.of(parse("deny 192.168.0.7").orDefault()).rules())
        .containsExactly("allow 192.168.0.0/24", "deny 192.168.0.7");
    assertThat(Policy.of(parse("allow 10.0.0.1").orDefault()).rules())
        .containsExactly("allow 10.0.0.1");
    assertThat(Policy.of(parse("allow none").orDefault()).rules()).isEmpty();
  }

  @Test
  void noneStandsAloneOverAllThatIsAllowed() throws Exception {
    WrittenPolicy all = parse("allow none").and(parse("allow 10.0.0.1"));

    assertThat(Policy.of(parse("allow none").and(parse("allow none"))).rules()).isEmpty();
    assertThatThrownBy(() -> Policy.of(all))
        .hasMessage("policy.txt:1:7, 'none': stands alone; remove it, or all other rules");
    assertThatThrownBy(() -> Policy.of(parse("allow 10.0.0.1\nallow none")))
        .hasMessage("policy.txt:2:7, 'none': stands alone; remove it, or all other rules");
  }

  @Test
  void remarksNameTheLineToo() throws Exception {
    Policy policy = Policy.of(parse("allow 10.0.0.0/8\nallow 10.0.0.1"));

    assertThat(Explanation.of(policy, Expectations.none()))
        .contains("  policy.txt:2:7, '10.0.0.1': is in '10.0.0.0/8'");
  }
}
