package io.github.mavensandbox.record;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import io.github.mavensandbox.text.PlainText;

/** Addresses in the one text form that the record uses. Never asks a resolver. */
public final class AddressText {

  /** What inet_ntop writes and nothing else: all of the library's lenient options are off. */
  private static final IPAddressStringParameters INET_NTOP =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowWildcardedSeparator(false)
          .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .getParentBuilder()
          .toParams();

  private AddressText() {}

  /**
   * An address and a port, the address in brackets where its own colons would hide the other one.
   *
   * @param address canonical text
   */
  public static String withPort(String address, int port) {
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }

  /**
   * @throws IllegalArgumentException when the text is not an IPv4 or IPv6 address
   */
  public static String canonical(String text) {
    try {
      return new IPAddressString(text, INET_NTOP).toAddress().toCanonicalString();
    } catch (AddressStringException | IncompatibleAddressException e) {
      throw new IllegalArgumentException("not an address: " + PlainText.of(text), e);
    }
  }

  /**
   * @param bytes 4 or 16, in network order
   */
  static String canonical(byte[] bytes) {
    return new IPAddressGenerator().from(bytes).toCanonicalString();
  }
}
