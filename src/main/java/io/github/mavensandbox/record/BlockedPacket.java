package io.github.mavensandbox.record;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One packet that the kernel blocked, as a line of the log has it. ulogd leaves out what it could
 * not decode: of a packet that ends with its IP header it names neither addresses nor protocol, of
 * one cut short in its transport header no ports.
 *
 * @param time when it was blocked, by the clock of the container's host
 * @param source address in canonical text (RFC 5952 for IPv6)
 * @param sourcePort absent where the protocol has none, too
 * @param destination address in canonical text
 * @param destinationPort as for the source
 * @param uid the user who sent it; absent for packets from elsewhere and from the kernel itself
 */
record BlockedPacket(
    Instant time,
    PacketDirection direction,
    Optional<IpProtocol> protocol,
    Optional<String> source,
    OptionalInt sourcePort,
    Optional<String> destination,
    OptionalInt destinationPort,
    OptionalLong uid) {

  /**
   * Where it was going, or came from. What this packet lacks is taken from its own header.
   *
   * @return empty when neither has the addresses and the protocol
   */
  Optional<Endpoint> endpoint(Optional<RawPacket> raw) {
    Optional<IpProtocol> anyProtocol = protocol.or(() -> raw.map(RawPacket::protocol));
    Optional<String> from = source.or(() -> raw.map(RawPacket::source));
    Optional<String> to = destination.or(() -> raw.map(RawPacket::destination));
    if (anyProtocol.isEmpty() || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Endpoint(
            direction,
            anyProtocol.get(),
            direction == PacketDirection.OUT ? to.get() : from.get(),
            destinationPort,
            raw.flatMap(DnsQuery::nameIn)));
  }
}
