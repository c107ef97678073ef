package io.github.mavensandbox.policy;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What stays closed although a wider rule covers it, because no one who wrote the wider rule meant
 * it.
 */
public final class Closed {

  /** Addresses at which clouds hand out credentials to whoever asks. */
  public static final List<Network> METADATA =
      networks(
          "100.100.100.200",
          "168.63.129.16",
          "169.254.169.254",
          "169.254.170.2",
          "192.0.0.192",
          "fd00:ec2::254",
          "fd20:ce::254");

  /** Link-local, multicast and the limited broadcast. */
  public static final List<Network> RANGES =
      networks("169.254.0.0/16", "224.0.0.0/4", "255.255.255.255", "fe80::/10", "ff00::/8");

  /**
   * DNS and DNS over TLS: a resolver forwards any name, and so is a way out for what is in the
   * name.
   */
  public static final List<Integer> PORTS = List.of(53, 853);

  static final List<Network> LOOPBACK = networks("127.0.0.0/8", "::1");

  static final List<Network> UNSPECIFIED = networks("0.0.0.0", "::");

  private Closed() {}

  /** Everything that has an address, closed ranges first. */
  static Stream<Network> all() {
    return Stream.concat(RANGES.stream(), METADATA.stream());
  }

  /** True if a single address opens only where a rule names it. */
  public static boolean isClosed(Network address) {
    return all().anyMatch(containing(address));
  }

  static Predicate<Network> containing(Network network) {
    return closed -> closed.contains(network);
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Closed::network).toList();
  }

  private static Network network(String text) {
    try {
      return AddressParser.parse(text);
    } catch (PolicyException e) {
      throw new AssertionError(e);
    }
  }
}
