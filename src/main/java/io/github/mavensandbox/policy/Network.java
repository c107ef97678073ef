package io.github.mavensandbox.policy;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A network in CIDR form; one address is a network of full prefix length.
 *
 * @param address the first address, without a zone
 * @param prefixLength the bits that all addresses of the network share: 0 to 32, or to 128 for IPv6
 */
public record Network(InetAddress address, int prefixLength)
    implements Target, Comparable<Network> {

  private static final Comparator<Network> ORDER =
      Comparator.comparing(Network::bits)
          .thenComparing(network -> network.address.getAddress(), Arrays::compareUnsigned)
          .thenComparing(Network::prefixLength);

  public Network {
    byte[] bytes = address.getAddress();
    if (prefixLength < 0 || prefixLength > bytes.length * 8) {
      throw new IllegalArgumentException("no prefix length of this address: " + prefixLength);
    }
    if (!Arrays.equals(bytes, masked(bytes, prefixLength))) {
      throw new IllegalArgumentException("host bits set: " + address + "/" + prefixLength);
    }
    address = fromBytes(bytes);
  }

  /** The network that has only this address. */
  public static Network of(InetAddress address) {
    return new Network(address, address.getAddress().length * 8);
  }

  /** True if this is one address. */
  public boolean isSingle() {
    return prefixLength == bits();
  }

  public boolean isIpv6() {
    return bits() == 128;
  }

  /** True if each address of the other network is also one of this. */
  public boolean contains(Network other) {
    return bits() == other.bits()
        && prefixLength <= other.prefixLength
        && other.widen(prefixLength).equals(this);
  }

  /** The network of a prefix length that is not longer which this one lies in. */
  Network widen(int length) {
    return new Network(fromBytes(masked(address.getAddress(), length)), length);
  }

  int bits() {
    return address.getAddress().length * 8;
  }

  /** This network for the IPAddress library, which merges networks. */
  IPAddress toIpAddress() {
    return new IPAddressGenerator().from(address, prefixLength).toPrefixBlock();
  }

  static Network of(IPAddress block) {
    return new Network(
        fromBytes(block.getLower().getBytes()), block.getPrefixLengthForSingleBlock());
  }

  @Override
  public int compareTo(Network other) {
    return ORDER.compare(this, other);
  }

  /**
   * The canonical text (RFC 5952 for IPv6): {@code 10.0.0.0/8}, or {@code 10.1.2.3} for one
   * address.
   */
  @Override
  public String toString() {
    String text = new IPAddressGenerator().from(address).toCanonicalString();
    return isSingle() ? text : text + "/" + prefixLength;
  }

  /** The text of a rule for all traffic: an address that seems to end in a port has brackets. */
  String inRule() {
    return isIpv6() ? Ipv6Text.inRule(toString()) : toString();
  }

  private static byte[] masked(byte[] bytes, int length) {
    byte[] masked = bytes.clone();
    for (int bit = length; bit < masked.length * 8; bit++) {
      masked[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
    return masked;
  }

  private static InetAddress fromBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address has " + bytes.length + " bytes", e);
    }
  }
}
