package io.github.mavensandbox.entrypoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.record.RecordArchive;
import io.github.mavensandbox.record.RecordReader;
import io.github.mavensandbox.servers.Servers;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was blocked: on stderr at the end, and in the record. */
@SandboxTest
class RecordIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final String FLOOD =
      SERVERS.replacedIn(
          """
      socket(S, AF_INET, SOCK_DGRAM, 0);
      send(S, "x", 0, sockaddr_in(9, inet_aton("@blocked4@"))) for 1 .. 5000;
      send(S, "x", 0, sockaddr_in(10, inet_aton("@blocked4@")));
      """);

  private final Fixture fixture;
  @TempDir private Path folder;

  RecordIT(Fixture fixture) {
    this.fixture = fixture;
  }

  private static String call(String host, int port) {
    return ": </dev/tcp/" + host + "/" + port + ";";
  }

  @Test
  void each_endpoint_is_a_line_with_its_packets_counted() throws Exception {
    Ended ended =
        fixture
            .start(Recipe.SERVER)
            .pinging()
            .run(
                "bash",
                "-c",
                call(SERVERS.blocked4(), 8080)
                    + call(SERVERS.allowed4(), 8080)
                    + call(SERVERS.blocked4(), 8080)
                    + call(SERVERS.blocked6(), 443)
                    + "echo >/dev/udp/"
                    + SERVERS.blocked4()
                    + "/9;"
                    + "ping -c 1 -W 1 "
                    + SERVERS.blocked4()
                    + " >/dev/null; ping -c 1 -W 1 "
                    + SERVERS.blocked6()
                    + " >/dev/null;"
                    + "true");

    assertThat(ended.said())
        .containsExactly(
            "sandbox: blocked out tcp " + SERVERS.blocked4() + ":8080, 2 packets",
            "sandbox: blocked out tcp [" + SERVERS.blocked6() + "]:443, 1 packet",
            "sandbox: blocked out udp " + SERVERS.blocked4() + ":9, 1 packet",
            "sandbox: blocked out icmp " + SERVERS.blocked4() + ", 1 packet",
            "sandbox: blocked out icmpv6 [" + SERVERS.blocked6() + "], 1 packet");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void a_program_that_does_nothing_wrong_hears_nothing() throws Exception {
    Ended ended = fixture.start(Recipe.SERVER).run("bash", "-c", call(SERVERS.allowed4(), 8080));

    assertThat(ended).isEqualTo(new Ended(0, "", ""));
  }

  @Test
  void quiet_leaves_the_telling_to_the_caller() throws Exception {
    Ended ended =
        fixture
            .start(Recipe.SERVER)
            .run("--quiet", "bash", "-c", call(SERVERS.blocked4(), 8080) + "exit 3");

    assertThat(ended.said()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(3);
  }

  @Test
  void a_call_from_outside_is_told_with_the_port_that_was_called() throws Exception {
    try (Shell shell = fixture.start(Recipe.SERVER).shell()) {
      // A bridge that was just joined may lose the first packets; TCP asks again each second.
      for (int calls = 0; calls < 3 && received(shell) == 0; calls++) {
        fixture
            .blocked()
            .run("timeout", "3", "socat", "-u", "TCP:" + shell.address4() + ":7000", "-");
      }

      assertThat(shell.end().said())
          .singleElement(STRING)
          .matches("sandbox: blocked in tcp " + SERVERS.blocked4() + ":7000, [0-9]+ packets?");
    }
  }

  /** Of IPv4, whatever became of them. */
  private static int received(Shell shell) throws Exception {
    return Integer.parseInt(shell.run("awk '/^Ip: [0-9]/ { print $4 }' /proc/net/snmp").orThrow());
  }

  @Test
  void a_flood_hides_nothing_and_every_packet_is_counted() throws Exception {
    try (Running container = fixture.start(Recipe.SERVER).begin("perl", "-MSocket", "-e", FLOOD)) {
      Ended ended = container.end();

      assertThat(ended.said())
          .contains("sandbox: blocked out udp " + SERVERS.blocked4() + ":10, 1 packet")
          .anyMatch(
              line ->
                  line.matches(
                      "sandbox: blocked [0-9]+ more packets out, counted but not logged one by"
                          + " one"));
      assertThat(ended.said().stream().mapToInt(RecordIT::packets).sum()).isEqualTo(5001);
      KernelRecord record = record(container);
      assertThat(record.problems()).isEmpty();
      assertThat(record.counters().orElseThrow().blocked(PacketDirection.OUT)).isEqualTo(5001);
      assertThat(record.violations()).hasSize(2);
    }
  }

  @Test
  void the_record_is_complete_as_the_plugin_reads_it() throws Exception {
    String script =
        call(SERVERS.blocked4(), 8080) + call(SERVERS.blocked6(), 443) + "getent hosts x.test";
    try (Running container = fixture.start(Recipe.SERVER).begin("bash", "-c", script)) {
      container.end();
      KernelRecord record = record(container);

      assertThat(record.problems()).isEmpty();
      assertThat(record.violations())
          .extracting(BlockedEndpoint::toString)
          .anyMatch(endpoint -> endpoint.contains(SERVERS.blocked4()) && endpoint.contains("8080"))
          .anyMatch(endpoint -> endpoint.contains(SERVERS.blocked6()) && endpoint.contains("443"))
          .anyMatch(endpoint -> endpoint.contains("127.0.0.53") && endpoint.contains("x.test"));
    }
  }

  private KernelRecord record(Running container) throws Exception {
    String tar =
        fixture.cli().with("cp", container.name() + ":/sandbox/record", "-").run().stdout();
    Path record = Files.createDirectory(folder.resolve(container.name())).resolve("record");
    new RecordArchive().extract(new ByteArrayInputStream(tar.getBytes(ISO_8859_1)), record);
    return new RecordReader().read(record);
  }

  private static int packets(String line) {
    return Integer.parseInt(
        line.replaceAll("^.*, ([0-9]+) packets?$|^.* blocked ([0-9]+) more .*$", "$1$2"));
  }
}
