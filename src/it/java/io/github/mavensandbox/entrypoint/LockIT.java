package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.servers.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the lock is made of, and what it must not break. */
@SandboxTest
class LockIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private final Fixture fixture;
  private Shell shell;

  LockIT(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void start() throws Exception {
    shell = fixture.start(Recipe.SERVER).shell();
  }

  @AfterAll
  void stop() throws Exception {
    shell.close();
  }

  private String rules(String program) throws Exception {
    String tool =
        "exec env XTABLES_LIBDIR=/sandbox/lib/xtables /sandbox/lib/ld.so --library-path"
            + " /sandbox/lib /sandbox/bin/xtables-nft-multi "
            + program
            + " -t filter";
    return shell.container().beside("sh", "-c", tool).orThrow();
  }

  @Test
  void whatever_no_rule_decides_is_dropped_in_both_families() throws Exception {
    for (String program : new String[] {"iptables-save", "ip6tables-save"}) {
      assertThat(rules(program)).contains(":INPUT DROP [", ":FORWARD DROP [", ":OUTPUT DROP [");
    }
  }

  @Test
  void a_refused_connection_fails_at_once_and_not_by_a_time_out() throws Exception {
    String script =
        "curl -sS --max-time 9 -w '%{time_total}' http://" + SERVERS.blocked4() + ":8080/";
    Ended call = shell.run(script);

    assertThat(call.exitCode()).isEqualTo(7);
    String last = call.stdout().lines().filter(line -> line.matches("[0-9.]+")).findFirst().get();
    assertThat(Double.parseDouble(last)).isLessThan(1);
  }

  @Test
  void loopback_works_in_both_families() throws Exception {
    shell.background("socat TCP6-LISTEN:7001,ipv6only=0,fork,reuseaddr SYSTEM:'echo welcome'");
    shell.run("until ss -Hln sport = 7001 | grep -q tcp; do sleep 0.02; done");

    assertThat(shell.run("socat -u TCP:127.0.0.1:7001 -").stdout()).isEqualTo("welcome");
    assertThat(shell.run("socat -u TCP:[::1]:7001 -").stdout()).isEqualTo("welcome");
    assertThat(shell.run("socat -u TCP:localhost:7001 -").stdout()).isEqualTo("welcome");
  }

  @Test
  void the_programs_own_address_works_as_well() throws Exception {
    shell.background("socat TCP-LISTEN:7002,fork,reuseaddr SYSTEM:'echo welcome'");
    shell.run("until ss -Hln sport = 7002 | grep -q tcp; do sleep 0.02; done");

    assertThat(shell.run("socat -u TCP:" + shell.address4() + ":7002 -").stdout())
        .isEqualTo("welcome");
  }

  @Test
  void resolvers_on_loopback_do_not_work() throws Exception {
    assertThat(shell.udp("127.0.0.11", 53)).isEqualTo("refused");
    assertThat(shell.udp("127.0.0.53", 53)).isEqualTo("refused");
    assertThat(shell.tcp("127.0.0.11", 53)).isEqualTo("refused");
    assertThat(shell.tcp("127.0.0.11", 7001)).isEqualTo("refused");
  }

  @Test
  void a_name_cannot_be_looked_up_and_that_fails_at_once() throws Exception {
    Ended lookUp = shell.run("time -p getent hosts blocked.test");

    assertThat(lookUp.stdout()).doesNotContain(SERVERS.blocked4());
    String real = lookUp.stdout().lines().filter(line -> line.startsWith("real")).findFirst().get();
    assertThat(Double.parseDouble(real.substring(5))).isLessThan(1);
  }

  @Test
  void dns_is_closed_on_an_allowed_host_too() throws Exception {
    long before = fixture.allowed().received(Peer.Traffic.REFUSED_TCP);
    long datagrams = fixture.allowed().received(Peer.Traffic.REFUSED_UDP);

    assertThat(shell.tcp(SERVERS.allowed4(), 53)).isEqualTo("refused");
    assertThat(shell.tcp(SERVERS.allowed6(), 853)).isEqualTo("refused");
    assertThat(shell.udp(SERVERS.allowed4(), 53)).isEqualTo("refused");
    assertThat(fixture.allowed().received(Peer.Traffic.REFUSED_TCP)).isEqualTo(before);
    assertThat(fixture.allowed().received(Peer.Traffic.REFUSED_UDP)).isEqualTo(datagrams);
  }

  @Test
  void only_sockets_that_the_firewall_sees_can_be_made() throws Exception {
    String script =
        "perl -e 'for (1, 2, 10, 16, 40, 17, 38) { print socket(S, $_, $_ == 16 ? 3 : 1, 0) ? 0 : $!+0, \" \" }'";

    // UNIX, IPv4, IPv6, netlink; then VSOCK, PACKET and ALG: EAFNOSUPPORT.
    assertThat(shell.run(script).stdout()).isEqualTo("0 0 0 0 97 97 97");
  }

  @Test
  void raw_sockets_need_a_capability_that_the_program_has_not() throws Exception {
    assertThat(shell.run("perl -e 'print socket(S, 2, 3, 1) ? 0 : $!+0'").stdout()).isEqualTo("1");
  }

  @Test
  void io_uring_which_makes_sockets_unseen_is_not_there() throws Exception {
    // 425 is io_uring_setup on every architecture; 38 is ENOSYS.
    String script = "perl -e 'my $setup = \"\\0\" x 120; syscall(425, 1, $setup); print $!+0'";
    assertThat(shell.run(script).stdout()).isEqualTo("38");
  }
}
