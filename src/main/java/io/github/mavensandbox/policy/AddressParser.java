package io.github.mavensandbox.policy;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IncompatibleAddressException;
import io.github.mavensandbox.text.Quoted;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an address or a CIDR in its one usual notation, and nothing that needs interpretation. */
final class AddressParser {

  private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|\\.)(0[0-9]+)(?=\\.|$)");

  /** Matches {@code 10.1.*}; group 1 is what stands before the asterisks. */
  private static final Pattern WILDCARD = Pattern.compile("((?:[0-9]{1,3}\\.){1,3})\\*(?:\\.\\*)*");

  private AddressParser() {}

  /** Reads {@code address} or {@code address/length}. */
  static Network parse(String text) throws PolicyException {
    int slash = text.indexOf('/');
    IPAddress address = address(slash < 0 ? text : text.substring(0, slash));
    int bits = address.getBitCount();
    int length = slash < 0 ? bits : prefixLength(text.substring(slash + 1), address);
    IPAddress block = address.toPrefixBlock(length);
    if (!block.getLower().equals(address)) {
      throw new PolicyException(
          "bits are set behind the prefix length; write '%s' for the network, or '%s' for the address"
              .formatted(Network.of(block), Ipv6Text.inRule(address.toCanonicalString())));
    }
    return Network.of(block);
  }

  private static IPAddress address(String text) throws PolicyException {
    boolean ipv6 = text.indexOf(':') >= 0;
    IPAddress address;
    try {
      address = AddressSyntax.of(text).toAddress();
    } catch (AddressStringException | IncompatibleAddressException e) {
      address = null;
    }
    if (address == null) {
      throw new PolicyException(ipv6 ? notIpv6(text) : notIpv4(text));
    }
    if (ipv6 && address.toIPv6().isIPv4Mapped()) {
      throw new PolicyException(
          "is an IPv4 address in IPv6 notation; write '%s'"
              .formatted(address.toIPv6().getEmbeddedIPv4Address().toCanonicalString()));
    }
    if (ipv6 && text.indexOf('.') >= 0) {
      throw new PolicyException(
          "an IPv6 address is written without dots; write '%s'"
              .formatted(Ipv6Text.inRule(address.toCanonicalString())));
    }
    return address;
  }

  private static String notIpv4(String text) {
    Matcher wildcard = WILDCARD.matcher(text);
    if (wildcard.matches()) {
      String network = wildcard.group(1);
      int octets = (int) network.chars().filter(c -> c == '.').count();
      return "a wildcard is not possible in an address; write the network, as in '%s%s/%d'"
          .formatted(network, "0.".repeat(3 - octets) + "0", 8 * octets);
    }
    Matcher zero = LEADING_ZERO.matcher(text);
    if (zero.find()) {
      return "octet " + zero.group(1) + " has a leading zero, which some programs read as octal";
    }
    return "%s is not an IPv4 address; write four numbers from 0 to 255, as in 192.168.0.1, and networks as a CIDR, 192.168.0.0/24"
        .formatted(Quoted.of(text));
  }

  private static String notIpv6(String text) {
    return "%s is not an IPv6 address; write it as in 2001:db8::1, and with ports as in [2001:db8::1]:443"
        .formatted(Quoted.of(text));
  }

  private static int prefixLength(String text, IPAddress address) throws PolicyException {
    String family = address.isIPv4() ? "IPv4" : "IPv6";
    int bits = address.getBitCount();
    if (!text.matches("0|[1-9][0-9]*")) {
      throw new PolicyException(
          "prefix length %s is not a number from 0 to %d".formatted(Quoted.of(text), bits));
    }
    if (text.length() > 3 || Integer.parseInt(text) > bits) {
      throw new PolicyException(
          "prefix length %s is longer than an %s address (%d)"
              .formatted(text.length() > 9 ? Quoted.of(text) : text, family, bits));
    }
    return Integer.parseInt(text);
  }
}
