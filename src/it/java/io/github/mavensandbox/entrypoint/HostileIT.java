package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.entrypoint.Peer.Traffic;
import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.servers.Servers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program, or a stranger, that wants out of the sandbox. */
@SandboxTest
class HostileIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final String TOOL = "/sandbox/lib/ld.so --library-path /sandbox/lib /sandbox/bin/";

  private final Fixture fixture;
  private Shell shell;

  HostileIT(Fixture fixture) {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls /sandbox/record",
        "cat /sandbox/record/blocked.json",
        "mv /sandbox/record /sandbox/gone",
        "echo x >>/sandbox/policy/sets",
        "echo x >>/sandbox/entrypoint",
        "echo x >>/etc/hosts",
        "echo x >>/etc/resolv.conf",
        "echo x >>/etc/passwd",
        "cat /proc/1/environ",
        "ls /proc/1/fd",
        "kill -TERM 1",
        "ip link set eth0 down",
        "ip route add 192.0.2.0/24 dev eth0",
        TOOL + "ipset flush",
        TOOL + "xtables-nft-multi iptables -P OUTPUT ACCEPT",
        TOOL + "setpriv --reuid 0 true",
        "unshare --net true",
        "unshare --user --map-root-user ip link set eth0 down",
        "nsenter --target 1 --net true",
        "echo 1 >/proc/sys/net/ipv4/ip_forward",
        "mknod /tmp/mem c 1 1"
      })
  void it_is_not_permitted_to(String command) throws Exception {
    assertThat(shell.run(command).exitCode()).isNotZero();
    assertThat(shell.tcp(SERVERS.blocked4(), 8080)).isEqualTo("refused");
  }

  @Test
  void it_has_no_descriptor_but_its_three_streams() throws Exception {
    Ended ended = fixture.start(Recipe.SERVER).network("none").run("ls", "/proc/self/fd");

    // The fourth is the directory that ls has open.
    assertThat(ended.stdout().lines()).containsExactly("0", "1", "2", "3");
  }

  @Test
  void it_cannot_kill_what_watches_it() throws Exception {
    String script =
        ": </dev/tcp/"
            + SERVERS.blocked4()
            + "/8080; kill -KILL -1; : </dev/tcp/"
            + SERVERS.blocked4()
            + "/8081";
    Ended ended = fixture.start(Recipe.SERVER).run("bash", "-c", script);

    assertThat(ended.said())
        .contains("sandbox: blocked out tcp " + SERVERS.blocked4() + ":8080, 1 packet")
        .doesNotContain("sandbox: the record of blocked packets does not add up");
  }

  @Test
  void it_gets_no_packet_by_a_source_port_of_its_own_choice() throws Exception {
    // 53 and 8080, as if it was an answer; below 1024 it may bind, in a container.
    long before = fixture.blocked().received(Traffic.UDP);
    for (int port : new int[] {53, 67, 8080}) {
      shell.run("echo | socat - UDP:" + SERVERS.blocked4() + ":8080,bind=:" + port + ",reuseaddr");
    }
    assertThat(fixture.blocked().received(Traffic.UDP)).isEqualTo(before);
  }

  @Test
  void a_stranger_who_sends_during_the_set_up_is_not_answered_afterwards() throws Exception {
    String address = SERVERS.client4();
    Peer stranger = fixture.blocked();
    // Every two milliseconds from one port, from before the container is there until after its end.
    CompletableFuture<String> answers =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return stranger
                    .run("perl", "-MSocket", "-MTime::HiRes=time", "-e", STRANGER, address)
                    .stdout();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    Ended ended =
        fixture.start(Recipe.SERVER).with("--ip", address).run("perl", "-MSocket", "-e", ANSWERING);

    assertThat(ended.stdout()).isEqualTo("received 0\n");
    assertThat(answers.join()).matches("sent [0-9]{3,}, received 0\n");
    assertThat(ended.said())
        .anyMatch(
            line -> line.startsWith("sandbox: blocked in udp " + SERVERS.blocked4() + ":7000, "))
        .anyMatch(
            line -> line.startsWith("sandbox: blocked out udp " + SERVERS.blocked4() + ":5555, "));
  }

  private static final String STRANGER =
      """
      socket(S, AF_INET, SOCK_DGRAM, 0); bind(S, sockaddr_in(5555, INADDR_ANY));
      my $to = sockaddr_in(7000, inet_aton($ARGV[0]));
      my ($sent, $received, $end) = (0, 0, time + 8);
      while (time < $end) {
        $sent++ if defined send(S, "knock", 0, $to);
        vec(my $readable = "", fileno S, 1) = 1;
        if (select($readable, undef, undef, 0.002) > 0) { $received++ if defined recv(S, my $x, 99, 0) }
      }
      print "sent $sent, received $received\\n";
      """;

  private static final String ANSWERING =
      SERVERS.replacedIn(
          """
      socket(S, AF_INET, SOCK_DGRAM, 0); bind(S, sockaddr_in(7000, INADDR_ANY));
      my $received = 0;
      for (1 .. 150) {
        send(S, "answer", 0, sockaddr_in(5555, inet_aton("@blocked4@")));
        vec(my $readable = "", fileno S, 1) = 1;
        if (select($readable, undef, undef, 0.02) > 0) { $received++ if defined recv(S, my $x, 99, 0) }
      }
      print "received $received\\n";
      """);
}
