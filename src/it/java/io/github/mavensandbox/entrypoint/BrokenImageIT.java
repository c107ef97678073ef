package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.firewall.Ruleset;
import io.github.mavensandbox.servers.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools that fail and files that are not the policy's: the command is never started. */
@SandboxTest
class BrokenImageIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private final Fixture fixture;
  private final Ruleset rules;
  @TempDir private Path folder;

  BrokenImageIT(Fixture fixture) throws Exception {
    this.fixture = fixture;
    rules = Ruleset.of(Policy.of(Recipe.SERVER.allow(), Recipe.SERVER.deny()));
  }

  /** Starts the image with another content in the place of one of its files. */
  private String refusal(String file, String content) throws Exception {
    Path other = Files.writeString(folder.resolve(file.replace('/', '-')), content);
    return fixture.start(Recipe.SERVER).file(other, file).run("echo", "started").refusal();
  }

  @ParameterizedTest
  @CsvSource({
    "/sandbox/bin/xtables-nft-multi, cannot read the firewall's rules",
    "/sandbox/bin/ipset, cannot load the allowed networks",
    "/sandbox/bin/ulogd, the logger of blocked packets did not start",
    "/sandbox/bin/setpriv, privileges could not be dropped",
    "/sandbox/lib/xtables/libxt_set.so, cannot load the policy's IPv4 rules",
    "/sandbox/lib/ulogd/ulogd_output_JSON.so, the logger of blocked packets did not start",
    "/sandbox/seccomp.bpf, privileges could not be dropped",
    "/sandbox/launch, privileges could not be dropped",
    "/sandbox/ulogd.conf, the logger of blocked packets did not start"
  })
  void a_broken_tool_is_refused(String file, String reason) throws Exception {
    assertThat(refusal(file, "broken\n")).contains(reason);
  }

  @Test
  void rules_that_the_kernel_holds_in_another_form_are_refused() throws Exception {
    String rule = "-A OUTPUT -d " + SERVERS.blocked4() + " -j ACCEPT\n";
    String tampered = rules.rules4().replace("COMMIT", rule + "COMMIT");

    assertThat(refusal("/sandbox/policy/rules4", tampered))
        .contains("the kernel's IPv4 rules are not the policy's");
  }

  @Test
  void rules_that_the_kernel_does_not_take_are_refused() throws Exception {
    String tampered = rules.rules6().replace("COMMIT", "-A OUTPUT -m nothing -j ACCEPT\nCOMMIT");

    assertThat(refusal("/sandbox/policy/rules6", tampered))
        .contains("cannot load the policy's IPv6 rules");
  }

  @Test
  void rules_that_are_cut_off_are_refused() throws Exception {
    String tampered = rules.rules4().replace("COMMIT\n", "");

    assertThat(refusal("/sandbox/policy/rules4", tampered)).contains("IPv4 rules");
  }

  @Test
  void a_set_with_more_in_it_than_was_asked_for_is_refused() throws Exception {
    // One line, which ipset makes two networks of.
    String tampered = rules.sets() + "add out-allow-any4 192.0.2.0-192.0.2.2\n";

    assertThat(refusal("/sandbox/policy/sets", tampered))
        .contains("the kernel's set out-allow-any4 is not the policy's");
  }

  @Test
  void a_set_that_the_kernel_does_not_take_is_refused() throws Exception {
    assertThat(refusal("/sandbox/policy/sets", rules.sets() + "add out-allow-any4 no-such-host\n"))
        .contains("cannot load the allowed networks");
  }

  @Test
  void a_set_that_is_missing_is_refused() throws Exception {
    assertThat(refusal("/sandbox/policy/sets", "")).contains("cannot load the allowed networks");
  }

  @Test
  void a_set_that_the_rules_need_and_nobody_makes_is_refused() throws Exception {
    String tampered =
        rules
            .rules4()
            .replaceFirst(
                "(?m)^-A OUTPUT", "-A OUTPUT -m set --match-set gone dst -j ACCEPT\n-A OUTPUT");

    assertThat(refusal("/sandbox/policy/rules4", tampered))
        .contains("cannot load the policy's IPv4 rules");
  }

  @ParameterizedTest
  @CsvSource({"0:0", "10001:0", "app:app"})
  void a_user_that_is_no_pair_of_numbers_or_is_root_is_refused(String user) throws Exception {
    assertThat(refusal("/sandbox/policy/user", user + "\n"))
        .contains("/sandbox/policy/user must be uid:gid");
  }

  @Test
  void a_missing_policy_is_refused() throws Exception {
    // Podman begins with what the image has there, unless it is told not to.
    String empty = "/sandbox/policy" + (EngineUnderTest.isPodman() ? ":notmpcopyup" : "");
    Start start = fixture.start(Recipe.SERVER).network("none").with("--tmpfs", empty);

    assertThat(start.run("echo", "started").refusal())
        .contains("/sandbox/policy/rules4 is missing: build the image again");
  }

  @Test
  void a_base_image_that_preloads_a_library_is_refused() throws Exception {
    assertThat(refusal("/etc/ld.so.preload", "/lib/planted.so\n")).contains("/etc/ld.so.preload");
  }

  @Test
  void a_record_that_cannot_be_written_is_refused() throws Exception {
    Start start = fixture.start(Recipe.SERVER).network("none").with("--tmpfs", "/sandbox/record");

    assertThat(start.run("echo", "started").refusal()).contains("/sandbox/record");
  }
}
