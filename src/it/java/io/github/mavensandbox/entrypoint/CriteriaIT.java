package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.entrypoint.Peer.Traffic;
import io.github.mavensandbox.it.process.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The three acceptance criteria, each in both directions, seen from both ends. */
@SandboxTest
class CriteriaIT {

  private static final String HELLO_PORT = ":8080/";

  /**
   * Seconds that an answer may take on a busy machine, and how long is waited where none may come.
   */
  private static final int ANSWER = 20;

  private static final int SILENCE = 1;

  private final Fixture fixture;
  private final Peer allowed;
  private final Peer blocked;
  private Shell shell;

  CriteriaIT(Fixture fixture) {
    this.fixture = fixture;
    allowed = fixture.allowed();
    blocked = fixture.blocked();
  }

  @BeforeAll
  void start() throws Exception {
    shell = fixture.start(Recipe.SERVER).pinging().shell();
    shell.background("socat TCP6-LISTEN:7000,ipv6only=0,fork,reuseaddr SYSTEM:'echo welcome'");
    shell.background("socat UDP6-LISTEN:7000,ipv6only=0,fork,reuseaddr SYSTEM:'echo welcome'");
    shell.run("until ss -Hln sport = 7000 | grep -q tcp; do sleep 0.02; done");
    shell.run("until ss -Hlnu sport = 7000 | grep -q .; do sleep 0.02; done");
  }

  @AfterAll
  void stop() throws Exception {
    shell.close();
  }

  @Test
  void the_allowed_host_is_reached() throws Exception {
    assertThat(shell.run("curl -sS http://" + allowed.address4() + HELLO_PORT).stdout())
        .contains("this is allowed");
  }

  @Test
  void the_allowed_host_is_reached_over_ipv6() throws Exception {
    assertThat(shell.run("curl -sS http://[" + allowed.address6() + "]" + HELLO_PORT).stdout())
        .contains("this is allowed");
  }

  @Test
  void the_allowed_host_is_reached_over_udp() throws Exception {
    assertThat(shell.udp(allowed.address4(), 8080)).isEqualTo("echo: hello");
    assertThat(shell.udp(allowed.address6(), 8080)).isEqualTo("echo: hello");
  }

  @Test
  void the_allowed_host_answers_a_ping() throws Exception {
    assertThat(shell.run("ping -c 1 -W 2 " + allowed.address4()).stdout()).contains("1 received");
    assertThat(shell.run("ping -c 1 -W 2 " + allowed.address6()).stdout()).contains("1 received");
  }

  @Test
  void the_allowed_host_reaches_the_program() throws Exception {
    assertThat(callFrom(allowed, shell.address4(), ANSWER).stdout()).isEqualTo("welcome\n");
  }

  @Test
  void the_allowed_host_reaches_the_program_over_ipv6() throws Exception {
    assertThat(callFrom(allowed, "[" + shell.address6() + "]", ANSWER).stdout())
        .isEqualTo("welcome\n");
  }

  @Test
  void the_allowed_host_reaches_the_program_over_udp() throws Exception {
    assertThat(datagramFrom(allowed, shell.address4(), ANSWER)).isEqualTo("welcome");
    assertThat(datagramFrom(allowed, "[" + shell.address6() + "]", ANSWER)).isEqualTo("welcome");
  }

  @Test
  void another_host_is_refused_and_hears_nothing_of_it() throws Exception {
    long before = blocked.received(Traffic.TCP);

    assertThat(shell.tcp(blocked.address4(), 8080)).isEqualTo("refused");
    assertThat(blocked.received(Traffic.TCP)).isEqualTo(before);
  }

  @Test
  void another_host_is_refused_over_ipv6_as_well() throws Exception {
    long before = blocked.received(Traffic.TCP);

    assertThat(shell.tcp(blocked.address6(), 8080)).isEqualTo("refused");
    assertThat(blocked.received(Traffic.TCP)).isEqualTo(before);
  }

  @Test
  void a_datagram_to_another_host_is_refused_and_never_arrives() throws Exception {
    long before = blocked.received(Traffic.UDP) + blocked.received(Traffic.UDP6);

    assertThat(shell.udp(blocked.address4(), 8080)).isEqualTo("refused");
    assertThat(shell.udp(blocked.address6(), 8080)).isEqualTo("refused");
    assertThat(blocked.received(Traffic.UDP) + blocked.received(Traffic.UDP6)).isEqualTo(before);
  }

  @Test
  void a_ping_to_another_host_is_refused_and_never_arrives() throws Exception {
    long before = blocked.received(Traffic.PING) + blocked.received(Traffic.PING6);

    assertThat(shell.run("ping -c 1 -W 2 " + blocked.address4()).stdout()).contains("0 received");
    assertThat(shell.run("ping -c 1 -W 2 " + blocked.address6()).stdout()).contains("0 received");
    assertThat(blocked.received(Traffic.PING) + blocked.received(Traffic.PING6)).isEqualTo(before);
  }

  @Test
  void another_host_cannot_reach_the_program_and_gets_no_answer() throws Exception {
    assertThat(callFrom(blocked, shell.address4(), SILENCE).stdout()).isEmpty();
    assertThat(blocked.call("http://" + shell.address4() + ":7000/").exitCode()).isEqualTo(28);
  }

  @Test
  void another_host_cannot_reach_the_program_over_ipv6_either() throws Exception {
    assertThat(blocked.call("http://[" + shell.address6() + "]:7000/").exitCode()).isEqualTo(28);
  }

  @Test
  void another_host_cannot_reach_the_program_over_udp() throws Exception {
    assertThat(datagramFrom(blocked, shell.address4(), SILENCE)).isEmpty();
    assertThat(datagramFrom(blocked, "[" + shell.address6() + "]", SILENCE)).isEmpty();
  }

  @Test
  void another_host_gets_no_answer_to_a_ping_and_the_allowed_one_does() throws Exception {
    assertThat(allowed.run("ping", "-c", "1", "-W", "1", shell.address4()).exitCode()).isZero();
    assertThat(blocked.run("ping", "-c", "1", "-W", "1", shell.address4()).exitCode()).isEqualTo(1);
    assertThat(blocked.run("ping", "-c", "1", "-W", "1", shell.address6()).exitCode()).isEqualTo(1);
  }

  private static Ended callFrom(Peer peer, String host, int seconds) throws Exception {
    return peer.run(
        "timeout", Integer.toString(seconds), "socat", "-u", "TCP:" + host + ":7000", "-");
  }

  /** Asks once a second, as any datagram may be lost, and ends with the first whole answer. */
  private static String datagramFrom(Peer peer, String host, int seconds) throws Exception {
    String script =
        "for i in $(seq %d); do echo | timeout 1 socat -t 1 - UDP:%s:7000,readbytes=8 | grep . && exit; done";
    return peer.run("sh", "-c", script.formatted(seconds, host)).stdout().strip();
  }

  @Test
  void the_program_has_no_capability_and_cannot_gain_one() throws Exception {
    assertThat(shell.run("cat /proc/self/status").stdout())
        .containsPattern("CapInh:\t0{16}\nCapPrm:\t0{16}\nCapEff:\t0{16}\nCapBnd:\t0{16}\n")
        .containsPattern("CapAmb:\t0{16}\n")
        .containsPattern("NoNewPrivs:\t1\n")
        .containsPattern("Seccomp:\t2\n");
  }

  @Test
  void the_program_is_an_ordinary_user_in_no_other_group() throws Exception {
    assertThat(shell.run("cat /proc/self/status").stdout())
        .containsPattern("Uid:\t10001\t10001\t10001\t10001\n")
        .containsPattern("Gid:\t10001\t10001\t10001\t10001\n")
        .containsPattern("Groups:\t *\n");
    assertThat(shell.run("id").stdout())
        .isEqualTo("uid=10001(app) gid=10001(app) groups=10001(app)");
  }

  @Test
  void the_program_has_a_home_that_it_can_write_to() throws Exception {
    assertThat(shell.run("cd && pwd && echo x >written && cat written").stdout())
        .isEqualTo("/home/app\nx");
  }

  @Test
  void the_program_does_not_become_root_by_a_setuid_program() throws Exception {
    assertThat(shell.run("find / -xdev -perm -4000 -user root 2>/dev/null").stdout())
        .contains("/su");
    assertThat(shell.run("su -c id").exitCode()).isNotZero();
    assertThat(shell.run("mount -t tmpfs none /mnt").exitCode()).isNotZero();
  }
}
