package io.github.mavensandbox.entrypoint;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.servers.Servers;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variable {@code ALLOWED_CIDR} at {@code docker run}. */
@SandboxTest
class AllowedCidrIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final String READER = " /sandbox/bin/busybox awk -f /sandbox/allowed-cidr.awk ";

  private final Fixture fixture;
  private final Peer allowed;
  private final Peer blocked;

  AllowedCidrIT(Fixture fixture) {
    this.fixture = fixture;
    allowed = fixture.allowed();
    blocked = fixture.blocked();
  }

  private Shell shell(Recipe recipe, String value) throws Exception {
    return fixture.start(recipe).allowedCidr(value).shell();
  }

  @Test
  void an_address_is_reached_and_no_other() throws Exception {
    try (Shell shell = shell(Recipe.DEFAULT, SERVERS.allowed4())) {
      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("connected");
      assertThat(shell.tcp(blocked.address4(), 8080)).isEqualTo("refused");
      assertThat(shell.tcp(allowed.address6(), 8080)).isEqualTo("refused");
    }
  }

  @Test
  void it_holds_for_callers_too() throws Exception {
    try (Shell shell = shell(Recipe.DEFAULT, SERVERS.allowed4())) {
      shell.background("socat TCP-LISTEN:7000,fork,reuseaddr SYSTEM:'echo welcome'");
      shell.run("until ss -Hln sport = 7000 | grep -q tcp; do sleep 0.02; done");
      String target = "TCP:" + shell.address4() + ":7000";

      assertThat(allowed.run("timeout", "20", "socat", "-u", target, "-").stdout())
          .isEqualTo("welcome\n");
      assertThat(blocked.run("timeout", "1", "socat", "-u", target, "-").stdout()).isEmpty();
    }
  }

  @Test
  void it_takes_a_list_of_both_families() throws Exception {
    String list =
        "10.0.0.0/8,%s,%s".formatted(around(allowed), allowed.address6().toUpperCase(Locale.ROOT));
    try (Shell shell = shell(Recipe.DEFAULT, list)) {
      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("connected");
      assertThat(shell.tcp(allowed.address6(), 8080)).isEqualTo("connected");
      assertThat(shell.tcp(blocked.address4(), 8080)).isEqualTo("refused");
      assertThat(shell.tcp(blocked.address6(), 8080)).isEqualTo("refused");
    }
  }

  /** The eight addresses that a peer's is the third of. */
  private static String around(Peer peer) {
    String[] numbers = peer.address4().split("\\.");
    numbers[3] = Integer.toString(Integer.parseInt(numbers[3]) - 2);
    return String.join(".", numbers) + "/29";
  }

  @Test
  void it_replaces_what_the_image_allows() throws Exception {
    try (Shell shell = shell(Recipe.SERVER, SERVERS.blocked4())) {
      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("refused");
      assertThat(shell.tcp(blocked.address4(), 8080)).isEqualTo("connected");
    }
  }

  @Test
  void it_does_not_replace_what_the_image_denies() throws Exception {
    try (Shell shell = shell(Recipe.DEFAULT.denying(SERVERS.blocked4()), SERVERS.network4())) {
      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("connected");
      assertThat(shell.tcp(blocked.address4(), 8080)).isEqualTo("refused");
    }
  }

  @Test
  void every_address_may_be_allowed_and_closed_doors_stay_closed() throws Exception {
    try (Shell shell = shell(Recipe.DEFAULT, "0.0.0.0/0,::/0")) {
      Wire wire = shell.wire("192.0.2.0/24", "169.254.169.254");

      assertThat(shell.tcp(blocked.address4(), 8080)).isEqualTo("connected");
      assertThat(shell.tcp(blocked.address6(), 8080)).isEqualTo("connected");
      assertThat(wire.carries("192.0.2.1", 80)).isTrue();
      assertThat(wire.carries("169.254.169.254", 80)).isFalse();
      assertThat(wire.carries("192.0.2.1", 53)).isFalse();
    }
  }

  @Test
  void the_program_does_not_see_it() throws Exception {
    try (Shell shell = shell(Recipe.DEFAULT, SERVERS.allowed4())) {
      assertThat(shell.run("env").stdout()).doesNotContain("ALLOWED_CIDR");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.0.0.0/8,", "example.test", "10.0.0.0/8\n10.1.0.0/16"})
  void a_bad_value_is_refused_in_one_line(String value) throws Exception {
    Start start = fixture.start(Recipe.DEFAULT).network("none").allowedCidr(value);

    assertThat(start.run("echo", "started").refusal()).startsWith("sandbox: ALLOWED_CIDR: '");
  }

  @Test
  void what_is_wrong_with_a_value_is_told() throws Exception {
    Map<String, String> reasons =
        Map.ofEntries(
            entry("", "empty; leave the variable away"),
            entry(",10.0.0.0/8", "item 1 is empty"),
            entry("10.0.0.0/8, 10.1.1.1", "separated by commas without spaces"),
            entry("example.test", "names and ports are for the POM"),
            entry("10.1.0.0/8", "bits are set behind the prefix of 8"),
            entry("192.0.2.8/28", "bits are set behind the prefix of 28"),
            entry("64.0.0.0/1", "bits are set behind the prefix of 1"),
            entry("1.0.0.0/0", "bits are set behind the prefix of 0"),
            entry("010.0.0.0/8", "'010' is not a number from 0 to 255 without leading zeros"),
            entry("10.0.0/8", "an IPv4 address has four numbers"),
            entry("10.0.0.256", "'256' is not a number from 0 to 255"),
            entry("10.0.0.0/33", "a number from 0 to 32"),
            entry("10.0.0.0/08", "a number from 0 to 32"),
            entry("10.0.0.0/8/9", "a number from 0 to 32"),
            entry("10.0.0.1:80", "not an IPv6 address"),
            entry("1:2:3", "an IPv6 address has eight groups, or fewer and '::'"),
            entry("2001:db8::1/32", "bits are set behind the prefix of 32"),
            entry("2001:db8:4000::/33", "bits are set behind the prefix of 33"),
            entry("2001:db8::/129", "a number from 0 to 128"),
            entry("2001:db8::12345", "not a group of one to four hexadecimal digits"),
            entry("2001:::1", "not an IPv6 address"),
            entry("::ffff:10.0.0.1", "not an IPv6 address"));
    try (Shell shell = fixture.start(Recipe.DEFAULT).network("none").shell()) {
      for (Map.Entry<String, String> reason : reasons.entrySet()) {
        String script = "printf %s '" + reason.getKey() + "' |" + READER;

        assertThat(shell.run(script).stdout()).startsWith("'").contains(reason.getValue());
      }
    }
  }

  @Test
  void prefixes_of_every_length_are_taken() throws Exception {
    try (Shell shell = fixture.start(Recipe.DEFAULT).network("none").shell()) {
      String every4 = "for n in $(seq 0 32); do echo 0.0.0.0/$n; done";
      String every6 = "for n in $(seq 0 128); do echo ::/$n; done";

      assertThat(shell.run("{ " + every4 + "; } | paste -sd , |" + READER + "| wc -l").stdout())
          .isEqualTo("66");
      assertThat(shell.run("{ " + every6 + "; } | paste -sd , |" + READER + "| wc -l").stdout())
          .isEqualTo("258");
    }
  }
}
