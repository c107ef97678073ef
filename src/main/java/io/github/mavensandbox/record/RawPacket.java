package io.github.mavensandbox.record;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The IP header of a captured packet, and what UDP carries in it.
 *
 * @param protocol of IPv6 the first next header, which may be an extension header
 * @param datagram when it is UDP with a whole header
 */
record RawPacket(
    IpProtocol protocol, String source, String destination, Optional<Datagram> datagram) {

  private static final int UDP_HEADER = 8;

  /**
   * @param payload may be cut short
   */
  record Datagram(int destinationPort, byte[] payload) {}

  /** Empty when the bytes do not begin with a whole IPv4 or IPv6 header. */
  static Optional<RawPacket> parse(byte[] bytes) {
    int version = bytes.length == 0 ? 0 : bytes[0] >> 4 & 0xf;
    if (version == 4 && bytes.length >= 20) {
      int headerLength = (bytes[0] & 0xf) * 4;
      return headerLength < 20 || bytes.length < headerLength
          ? Optional.empty()
          : Optional.of(parse(bytes, bytes[9] & 0xff, 12, 4, headerLength));
    }
    if (version == 6 && bytes.length >= 40) {
      return Optional.of(parse(bytes, bytes[6] & 0xff, 8, 16, 40));
    }
    return Optional.empty();
  }

  private static RawPacket parse(
      byte[] bytes, int protocol, int addresses, int addressLength, int headerLength) {
    int middle = addresses + addressLength;
    return new RawPacket(
        new IpProtocol(protocol),
        AddressText.canonical(Arrays.copyOfRange(bytes, addresses, middle)),
        AddressText.canonical(Arrays.copyOfRange(bytes, middle, middle + addressLength)),
        protocol == IpProtocol.UDP && bytes.length >= headerLength + UDP_HEADER
            ? Optional.of(
                new Datagram(
                    Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(headerLength + 2)),
                    Arrays.copyOfRange(bytes, headerLength + UDP_HEADER, bytes.length)))
            : Optional.empty());
  }
}
