package io.github.mavensandbox.adversary;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** The attacker's ways of writing an address. */
final class Addresses {

  /** What the C library reads as that address, and the JDK in part does not. */
  private static final Map<String, String> OTHER_FORMS =
      Map.of(
          "0xa9fea9fe", "169.254.169.254",
          "0251.0376.0251.0376", "169.254.169.254",
          "169.254.43518", "169.254.169.254",
          "2852039166", "169.254.169.254");

  private Addresses() {}

  /** Returns it as the kernel would write it; a name stays one. */
  static String canonical(String text) {
    String address = OTHER_FORMS.getOrDefault(text, text).replaceFirst("%.*", "");
    try {
      // Also from an IPv6 form to the IPv4 address that is meant.
      return address.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")
          ? InetAddress.getByName(address).getHostAddress()
          : address;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
