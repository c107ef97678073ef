package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.entrypoint.Peer.Traffic;
import io.github.mavensandbox.servers.Servers;
import org.junit.jupiter.api.Test;

/** What the rules of a policy come to in a container. */
@SandboxTest
class PolicyIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private final Fixture fixture;
  private final Peer allowed;
  private final Peer blocked;

  PolicyIT(Fixture fixture) {
    this.fixture = fixture;
    allowed = fixture.allowed();
    blocked = fixture.blocked();
  }

  @Test
  void the_default_is_one_private_network() throws Exception {
    try (Shell shell = fixture.start(Recipe.DEFAULT).shell()) {
      Wire wire = shell.wire("192.168.0.0/16", "192.0.2.0/24");

      assertThat(wire.carries("192.168.0.7", 80)).isTrue();
      assertThat(wire.carries("192.168.1.7", 80)).isFalse();
      assertThat(wire.carries("192.0.2.1", 80)).isFalse();
      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("refused");
    }
  }

  @Test
  void a_policy_of_none_leaves_nothing_but_loopback() throws Exception {
    try (Shell shell = fixture.start(Recipe.allowing("none")).shell()) {
      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("refused");
      assertThat(shell.tcp(allowed.address6(), 8080)).isEqualTo("refused");
      assertThat(shell.udp(allowed.address4(), 8080)).isEqualTo("refused");
      assertThat(allowed.run("ping", "-c", "1", "-W", "1", shell.address4()).exitCode()).isOne();
    }
  }

  @Test
  void what_is_denied_is_closed_although_its_network_is_allowed() throws Exception {
    Recipe recipe =
        Recipe.allowing(SERVERS.network4(), SERVERS.network6())
            .denying(
                SERVERS.blocked4(), "out " + SERVERS.allowed4() + ":9000/udp", SERVERS.blocked6());
    try (Shell shell = fixture.start(recipe).shell()) {
      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("connected");
      assertThat(shell.tcp(allowed.address6(), 8080)).isEqualTo("connected");
      assertThat(shell.tcp(blocked.address4(), 8080)).isEqualTo("refused");
      assertThat(shell.tcp(blocked.address6(), 8080)).isEqualTo("refused");
      assertThat(arrives(shell, 9000)).isFalse();
      assertThat(arrives(shell, 9001)).isTrue();
      assertThat(blocked.run("ping", "-c", "1", "-W", "1", shell.address4()).exitCode()).isOne();
    }
  }

  @Test
  void ports_directions_and_protocols_are_kept_apart() throws Exception {
    Recipe recipe =
        Recipe.allowing(
            "out " + SERVERS.allowed4() + ":8080/tcp",
            "out " + SERVERS.allowed4() + ":9000-9010/udp",
            "in " + SERVERS.blocked4() + ":7000-7001/tcp");
    try (Shell shell = fixture.start(recipe).shell()) {
      shell.background("socat TCP-LISTEN:7001,fork,reuseaddr SYSTEM:'echo welcome'");
      shell.background("socat TCP-LISTEN:7002,fork,reuseaddr SYSTEM:'echo welcome'");
      shell.run("until [ $(ss -Hltn | grep -c :700) = 2 ]; do sleep 0.02; done");
      String address = shell.address4();

      assertThat(shell.tcp(allowed.address4(), 8080)).isEqualTo("connected");
      assertThat(shell.udp(allowed.address4(), 8080)).isEqualTo("refused");
      assertThat(arrives(shell, 8999)).isFalse();
      assertThat(arrives(shell, 9000)).isTrue();
      assertThat(arrives(shell, 9010)).isTrue();
      assertThat(arrives(shell, 9011)).isFalse();
      assertThat(welcome(blocked, address, 7001, 20)).isEqualTo("welcome\n");
      assertThat(welcome(blocked, address, 7002, 1)).isEmpty();
      assertThat(welcome(allowed, address, 7001, 1)).isEmpty();
      assertThat(shell.tcp(blocked.address4(), 7001)).isEqualTo("refused");
    }
  }

  /** Whether a datagram to a port at which nobody listens arrives at the allowed host. */
  private boolean arrives(Shell shell, int port) throws Exception {
    long before = allowed.received(Traffic.REFUSED_UDP);
    shell.run("echo >/dev/udp/%s/%d".formatted(allowed.address4(), port));
    return allowed.received(Traffic.REFUSED_UDP) > before;
  }

  /** What a call hears within these seconds: many where an answer has to come. */
  private static String welcome(Peer peer, String host, int port, int seconds) throws Exception {
    return peer.run(
            "timeout", Integer.toString(seconds), "socat", "-u", "TCP:" + host + ":" + port, "-")
        .stdout();
  }

  @Test
  void what_goes_to_everybody_stays_closed_and_is_recorded_when_all_is_allowed() throws Exception {
    try (Shell shell = fixture.start(Recipe.allowing("0.0.0.0/0", "::/0")).shell()) {
      assertThat(toEverybody(shell, allowed.address4())).isEqualTo("sent");
      assertThat(toEverybody(shell, SERVERS.broadcast4())).isEqualTo("refused");
      assertThat(toEverybody(shell, "255.255.255.255")).isEqualTo("refused");
      // Without a route, as an engine has it, the other one never gets to the firewall.
      assertThat(shell.end().stderr())
          .contains(SERVERS.broadcast4() + ":9")
          .doesNotContain(allowed.address4());
    }
  }

  private static String toEverybody(Shell shell, String address) throws Exception {
    return shell
        .run(
            """
            perl -MSocket=:all -e '
              socket(S, PF_INET, SOCK_DGRAM, 0) && setsockopt(S, SOL_SOCKET, SO_BROADCAST, 1) or die;
              print defined send(S, "x", 0, pack_sockaddr_in(9, inet_aton($ARGV[0]))) ? "sent" : "refused"' %s"""
                .formatted(address))
        .stdout();
  }

  @Test
  void some_doors_stay_closed_when_all_is_allowed() throws Exception {
    try (Shell shell = fixture.start(Recipe.allowing("0.0.0.0/0", "::/0")).shell()) {
      Wire wire = shell.wire("192.0.2.0/24", "169.254.0.0/16", "100.100.100.200", "224.0.0.0/4");

      assertThat(wire.carries("192.0.2.1", 80)).isTrue();
      assertThat(wire.carries("192.0.2.1", 53)).isFalse();
      assertThat(wire.carries("192.0.2.1", 853)).isFalse();
      assertThat(wire.carries("169.254.169.254", 80)).isFalse();
      assertThat(wire.carries("169.254.1.1", 80)).isFalse();
      assertThat(wire.carries("100.100.100.200", 80)).isFalse();
      assertThat(wire.carries("224.0.0.251", 5353)).isFalse();
    }
  }

  @Test
  void a_rule_that_names_a_closed_door_opens_it() throws Exception {
    Recipe recipe =
        Recipe.allowing("out 169.254.169.254:80/tcp", "out " + SERVERS.allowed4() + ":53/udp");
    try (Shell shell = fixture.start(recipe).shell()) {
      assertThat(arrives(shell, 53)).isTrue();
      assertThat(arrives(shell, 853)).isFalse();
    }
  }

  @Test
  void the_name_servers_of_the_container_are_closed_although_allowed() throws Exception {
    Start start = fixture.start(Recipe.allowing("192.0.2.0/24"));
    // Docker puts a resolver of its own in front of it, and Podman takes none without a network.
    start = EngineUnderTest.isPodman() ? start : start.network("none");
    try (Shell shell = start.with("--dns", "192.0.2.53").shell()) {
      Wire wire = shell.wire("192.0.2.0/24");

      assertThat(wire.carries("192.0.2.52", 8080)).isTrue();
      assertThat(wire.carries("192.0.2.53", 8080)).isFalse();
      assertThat(shell.run("cat /etc/resolv.conf").stdout()).doesNotContain("192.0.2.53");
    }
  }
}
