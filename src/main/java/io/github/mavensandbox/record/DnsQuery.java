package io.github.mavensandbox.record;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.DNSInput;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;

/**
 * Finds out which name a blocked DNS query asked for.
 *
 * <p>A name comes from a hostile place and may hold any byte; it is given as {@link DnsNames} has
 * it.
 */
final class DnsQuery {

  /** Our sink in resolv.conf, and Docker's resolver, which is reached at a port of its own. */
  private static final Set<String> RESOLVERS = Set.of("127.0.0.53", "127.0.0.11");

  private static final int DNS_PORT = 53;
  private static final int HEADER = 12;

  private DnsQuery() {}

  /** The name; empty when the packet is no DNS query, or one that cannot be read. */
  static Optional<String> nameIn(RawPacket packet) {
    return packet
        .datagram()
        .filter(
            datagram ->
                datagram.destinationPort() == DNS_PORT || RESOLVERS.contains(packet.destination()))
        .flatMap(datagram -> firstQuestion(datagram.payload()));
  }

  private static Optional<String> firstQuestion(byte[] message) {
    try {
      Header header = new Header(message);
      if (header.getFlag(Flags.QR) || header.getCount(Section.QUESTION) == 0) {
        return Optional.empty();
      }
      // Only the question: what follows it may be cut off, and is of no use here.
      DNSInput in = new DNSInput(message);
      in.jump(HEADER);
      return Optional.of(DnsNames.of(new Name(in)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
