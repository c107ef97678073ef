package io.github.mavensandbox.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class KernelRecordTest {

  private static final HeldBack SOMEWHERE = new HeldBack(90, Optional.empty(), OptionalInt.empty());

  @Test
  void saysWhereHeldBackPacketsWentWhenAllLoggedOnesWentToOneDestination() {
    KernelRecord record =
        record(Map.of(), List.of(), out(9, Optional.of("a")), out(9, Optional.of("b")));

    assertThat(record.heldBack(PacketDirection.OUT))
        .contains(new HeldBack(90, Optional.of("198.51.100.9"), OptionalInt.of(9)));
  }

  @Test
  void doesNotGuessWhereTheyWentWhenThereAreTwoDestinations() {
    KernelRecord record =
        record(Map.of(), List.of(), out(9, Optional.empty()), out(10, Optional.empty()));

    assertThat(record.heldBack(PacketDirection.OUT)).contains(SOMEWHERE);
  }

  @Test
  void doesNotGuessWhenMoreEndpointsAreNotListed() {
    KernelRecord record =
        record(Map.of(PacketDirection.OUT, 1L), List.of(), out(9, Optional.empty()));

    assertThat(record.heldBack(PacketDirection.OUT)).contains(SOMEWHERE);
  }

  @Test
  void doesNotGuessWhenTheRecordIsNotReliable() {
    KernelRecord record = record(Map.of(), List.of("damaged"), out(9, Optional.empty()));

    assertThat(record.heldBack(PacketDirection.OUT)).contains(SOMEWHERE);
  }

  @Test
  void saysWhoInboundPacketsCameFrom() {
    KernelRecord record =
        record(Map.of(), List.of(), blocked(PacketDirection.IN, 8080, Optional.empty()));

    assertThat(record.heldBack(PacketDirection.IN))
        .contains(new HeldBack(90, Optional.of("198.51.100.9"), OptionalInt.of(8080)));
  }

  @Test
  void holdsNothingBackWhenAllWasLoggedOrNothingIsKnown() {
    assertThat(record(Map.of(), List.of()).heldBack(PacketDirection.NOISE)).isEmpty();
    assertThat(KernelRecord.unusable("lost").heldBack(PacketDirection.OUT)).isEmpty();
  }

  @Test
  void anUnusableOneSaysWhyInPlainText() {
    assertThat(KernelRecord.unusable("no\nrecord").problems()).containsExactly("no\\010record");
  }

  private static KernelRecord record(
      Map<PacketDirection, Long> unlisted, List<String> problems, BlockedEndpoint... endpoints) {
    Counters counters =
        new Counters(
            Map.of(PacketDirection.OUT, 100L, PacketDirection.IN, 100L, PacketDirection.NOISE, 3L),
            Map.of(PacketDirection.OUT, 10L, PacketDirection.IN, 10L, PacketDirection.NOISE, 3L));
    return new KernelRecord(List.of(endpoints), unlisted, Optional.of(counters), problems);
  }

  private static BlockedEndpoint out(int port, Optional<String> name) {
    return blocked(PacketDirection.OUT, port, name);
  }

  private static BlockedEndpoint blocked(
      PacketDirection direction, int port, Optional<String> name) {
    return new BlockedEndpoint(
        new Endpoint(direction, new IpProtocol(17), "198.51.100.9", OptionalInt.of(port), name),
        Collections.nCopies(10, Instant.EPOCH),
        OptionalLong.empty());
  }
}
