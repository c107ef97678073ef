package io.github.mavensandbox.record;

/**
 * An IP protocol.
 *
 * @param number the number in the IP header, 0 to 255
 */
public record IpProtocol(int number) {

  static final int UDP = 17;

  public IpProtocol {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("IP protocol " + number + " is not between 0 and 255");
    }
  }

  /** {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6} or {@code other}. */
  public String name() {
    return switch (number) {
      case 1 -> "icmp";
      case 6 -> "tcp";
      case UDP -> "udp";
      case 58 -> "icmpv6";
      default -> "other";
    };
  }

  /** The name for people; a protocol without one by its number: {@code protocol 132}. */
  @Override
  public String toString() {
    return name().equals("other") ? "protocol " + number : name();
  }
}
