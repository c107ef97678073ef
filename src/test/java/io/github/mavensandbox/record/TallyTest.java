package io.github.mavensandbox.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TallyTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private final Tally tally = new Tally();

  @Test
  void groupsOutboundPacketsByWhereTheyWent() {
    add(packet(PacketDirection.OUT, NOON, 40_000, 80, OptionalLong.empty()));
    add(packet(PacketDirection.OUT, NOON, 40_001, 80, OptionalLong.empty()));

    assertThat(tally.endpoints()).hasSize(1);
    assertThat(tally.endpoints().get(0).endpoint().address()).isEqualTo("198.51.100.9");
    assertThat(tally.endpoints().get(0).packets()).isEqualTo(2);
  }

  @Test
  void groupsInboundPacketsByWhereTheyCameFromAndOurPort() {
    add(packet(PacketDirection.IN, NOON, 40_000, 8080, OptionalLong.empty()));

    assertThat(tally.endpoints().get(0).endpoint().address()).isEqualTo("198.51.100.2");
    assertThat(tally.endpoints().get(0).endpoint().port()).hasValue(8080);
  }

  @Test
  void makesEachNameAnEndpointOfItsOwn() {
    BlockedPacket packet = packet(PacketDirection.OUT, NOON, 40_000, 53, OptionalLong.empty());
    tally.add(packet, query("a.example"));
    tally.add(packet, query("b.example"));

    assertThat(tally.endpoints()).hasSize(2);
  }

  @Test
  void findsFirstAndLastInWhateverOrder() {
    for (int second : new int[] {3, 1, 2}) {
      add(packet(PacketDirection.IN, NOON.plusSeconds(second), 1, 2, OptionalLong.empty()));
    }

    assertThat(tally.endpoints().get(0).first()).isEqualTo(NOON.plusSeconds(1));
    assertThat(tally.endpoints().get(0).last()).isEqualTo(NOON.plusSeconds(3));
  }

  @Test
  void namesTheUserOnlyWhenThereIsOne() {
    add(packet(PacketDirection.OUT, NOON, 1, 80, OptionalLong.empty()));
    add(packet(PacketDirection.OUT, NOON, 1, 80, OptionalLong.of(10001)));
    assertThat(tally.endpoints().get(0).uid()).hasValue(10001);

    add(packet(PacketDirection.OUT, NOON, 1, 80, OptionalLong.of(0)));
    assertThat(tally.endpoints().get(0).uid()).isEmpty();
  }

  @Test
  void countsButDoesNotListEndpointsBeyondItsLimit() {
    for (int port = 0; port < Tally.MAX_ENDPOINTS + 5; port++) {
      add(packet(PacketDirection.OUT, NOON, 1, port, OptionalLong.empty()));
    }
    add(packet(PacketDirection.OUT, NOON, 1, 0, OptionalLong.empty()));

    assertThat(tally.endpoints()).hasSize(Tally.MAX_ENDPOINTS);
    assertThat(tally.unlisted()).containsOnly(entry(PacketDirection.OUT, 5L));
    assertThat(tally.packets().get(PacketDirection.OUT)).isEqualTo(Tally.MAX_ENDPOINTS + 6);
  }

  private void add(BlockedPacket packet) {
    tally.add(packet, packet.endpoint(Optional.empty()).orElseThrow());
  }

  private static Endpoint query(String name) {
    return new Endpoint(
        PacketDirection.OUT,
        new IpProtocol(17),
        "198.51.100.9",
        OptionalInt.of(53),
        Optional.of(name));
  }

  private static BlockedPacket packet(
      PacketDirection direction, Instant time, int from, int to, OptionalLong uid) {
    return new BlockedPacket(
        time,
        direction,
        Optional.of(new IpProtocol(6)),
        Optional.of("198.51.100.2"),
        OptionalInt.of(from),
        Optional.of("198.51.100.9"),
        OptionalInt.of(to),
        uid);
  }
}
