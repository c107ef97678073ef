package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.servers.Servers;
import org.junit.jupiter.api.Test;

/** A start in an audit: what the policy does not allow is recorded, and passes. */
@SandboxTest
class AuditIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final String BLOCKED = "http://" + SERVERS.blocked4() + ":8080/";
  private static final String BLOCKED6 = "http://[" + SERVERS.blocked6() + "]:8080/";

  private final Fixture fixture;

  AuditIT(Fixture fixture) {
    this.fixture = fixture;
  }

  private Ended audit(Recipe recipe, String script) throws Exception {
    return fixture.start(recipe).run("--audit", "bash", "-c", script);
  }

  @Test
  void a_call_that_the_policy_does_not_allow_passes_and_is_recorded_in_both_families()
      throws Exception {
    Ended ended = audit(Recipe.SERVER, "curl -sS " + BLOCKED + " && curl -sS " + BLOCKED6);

    assertThat(ended.exitCode()).as(ended.stderr()).isZero();
    assertThat(ended.stdout()).containsPattern("(?s)this is blocked.*this is blocked");
    assertThat(ended.stderr().lines())
        .startsWith(
            "sandbox: audit: nothing is protected; what the policy does not allow is recorded, and"
                + " passes")
        .contains(
            "sandbox: would have blocked out tcp " + SERVERS.blocked4() + ":8080, 1 packet",
            "sandbox: would have blocked out tcp [" + SERVERS.blocked6() + "]:8080, 1 packet");
  }

  @Test
  void what_the_policy_allows_is_not_recorded() throws Exception {
    Ended ended = audit(Recipe.SERVER, "curl -sS http://" + SERVERS.allowed4() + ":8080/");

    assertThat(ended.stdout()).contains("this is allowed");
    assertThat(ended.stderr()).doesNotContain("would have");
  }

  @Test
  void a_name_is_looked_up_and_recorded() throws Exception {
    Ended ended = audit(Recipe.SERVER, "curl -4sS http://blocked.test:8080/");

    assertThat(ended.stdout()).as(ended.stderr()).contains("this is blocked");
    assertThat(ended.stderr())
        .contains("would have blocked out udp ", "would have blocked out tcp ");
  }

  /** There is a way to every link-local address, and where one were open, no answer at once. */
  @Test
  void what_is_denied_and_what_is_closed_stays_closed() throws Exception {
    Ended ended =
        audit(
            Recipe.SERVER.denying(SERVERS.blocked4()),
            "for at in %s 'http://[fe80::7%%25eth0]/'; do curl -sS --max-time 2 $at; echo $?; done"
                .formatted(BLOCKED));

    assertThat(ended.stdout()).as(ended.stderr()).isEqualTo("7\n7\n");
    assertThat(ended.stderr())
        .contains(
            "would have blocked out tcp [fe80::7]:80, 1 packet",
            "would have blocked out tcp " + SERVERS.blocked4() + ":8080, 1 packet");
  }

  @Test
  void who_calls_in_is_let_in_and_recorded() throws Exception {
    Running container =
        fixture.start(Recipe.SERVER).with("--interactive").begin("--audit", "bash", "-s");
    try (Shell shell = new Shell(container)) {
      shell.background("socat TCP-LISTEN:7000 SYSTEM:'echo welcome'");
      shell.run("until ss -Hln sport = 7000 | grep -q tcp; do sleep 0.02; done");

      Ended call =
          fixture
              .blocked()
              .run("timeout", "20", "socat", "-u", "TCP:" + shell.address4() + ":7000", "-");

      assertThat(call.stdout()).isEqualTo("welcome\n");
      assertThat(shell.end().stderr())
          .contains("would have blocked in tcp " + SERVERS.blocked4() + ":7000, 1 packet");
    }
  }

  @Test
  void the_program_is_as_unprivileged_as_ever() throws Exception {
    assertThat(audit(Recipe.SERVER, "cat /proc/self/status").stdout())
        .containsPattern("CapBnd:\t0{16}\n")
        .containsPattern("NoNewPrivs:\t1\n")
        .containsPattern("Seccomp:\t2\n");
  }
}
