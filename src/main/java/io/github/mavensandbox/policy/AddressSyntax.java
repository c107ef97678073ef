package io.github.mavensandbox.policy;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;

/** How an address may be written: in its one usual notation. */
final class AddressSyntax {

  /**
   * Every leniency of the library off, but IPv4 at the end of IPv6: its refusal names the better
   * text.
   */
  private static final IPAddressStringParameters STRICT = strict();

  private AddressSyntax() {}

  private static IPAddressStringParameters strict() {
    IPAddressStringParameters.Builder all =
        new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .setEmptyAsLoopback(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowPrefix(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .allow_inet_aton(false);
    all.getIPv4AddressParametersBuilder()
        .allowBinary(false)
        .allowLeadingZeros(false)
        .allowUnlimitedLeadingZeros(false)
        .allowPrefixLengthLeadingZeros(false)
        .allowPrefixesBeyondAddressSize(false)
        .allowWildcardedSeparator(false)
        .setRangeOptions(RangeParameters.NO_RANGE);
    all.getIPv6AddressParametersBuilder()
        .allowBase85(false)
        .allowZone(false)
        .allowEmptyZone(false)
        .allow_mixed_inet_aton(false)
        .allowMixed(true)
        .allowBinary(false)
        // 0db8 is usual in IPv6, and has one meaning.
        .allowLeadingZeros(true)
        .allowUnlimitedLeadingZeros(false)
        .allowPrefixLengthLeadingZeros(false)
        .allowPrefixesBeyondAddressSize(false)
        .allowWildcardedSeparator(false)
        .setRangeOptions(RangeParameters.NO_RANGE)
        .getEmbeddedIPv4AddressParametersBuilder()
        .allowLeadingZeros(false)
        .allow_inet_aton(false)
        .setRangeOptions(RangeParameters.NO_RANGE);
    return all.toParams();
  }

  /** Has the library read a text, which need not be an address. */
  static IPAddressString of(String text) {
    return new IPAddressString(text, STRICT);
  }

  /** Returns whether the text is an address, whether a rule may have it or not. */
  static boolean isAddress(String text) {
    return of(text).isValid();
  }
}
