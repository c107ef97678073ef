package io.github.mavensandbox.record;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One line of the log. ulogd leaves out what it could not decode: of a packet that ends with its IP
 * header it names neither addresses nor protocol, of one cut short in its transport header no
 * ports.
 */
record LogEntry(
    Instant time,
    Direction direction,
    Optional<Protocol> protocol,
    Optional<String> source,
    OptionalInt sourcePort,
    Optional<String> destination,
    OptionalInt destinationPort,
    OptionalLong uid) {

  /**
   * This entry with what it lacks taken from the packet's own header.
   *
   * @return empty when neither has the addresses and the protocol
   */
  Optional<BlockedPacket> completedBy(Optional<RawPacket> packet) {
    Optional<Protocol> anyProtocol = protocol.or(() -> packet.map(RawPacket::protocol));
    Optional<String> anySource = source.or(() -> packet.map(RawPacket::source));
    Optional<String> anyDestination = destination.or(() -> packet.map(RawPacket::destination));
    if (anyProtocol.isEmpty() || anySource.isEmpty() || anyDestination.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BlockedPacket(
            time,
            direction,
            anyProtocol.get(),
            anySource.get(),
            sourcePort,
            anyDestination.get(),
            destinationPort,
            uid));
  }
}
