package io.github.mavensandbox.policy;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IPv6 addresses without brackets whose last group may be meant as a port: without it they are an
 * address, too.
 */
final class Ipv6Text {

  /** Matches {@code 2001:db8::1:443}; no port begins with 0. */
  private static final Pattern PORT_AT_END = Pattern.compile("(.*):([1-9][0-9]{0,4})");

  /** An address and what stands behind it. */
  record WithPort(String address, String port) {
    @Override
    public String toString() {
      return "[" + address + "]:" + port;
    }
  }

  private Ipv6Text() {}

  /** Reads the text as an address with a port, if it can be read so. */
  static Optional<WithPort> withPort(String text) {
    Matcher matcher = PORT_AT_END.matcher(text);
    if (!matcher.matches() || !isIpv6(matcher.group(1))) {
      return Optional.empty();
    }
    try {
      Ports.parse(matcher.group(2));
    } catch (PolicyException e) {
      return Optional.empty();
    }
    return Optional.of(new WithPort(matcher.group(1), matcher.group(2)));
  }

  /** A CIDR counts, too: ports may stand behind its prefix length. */
  private static boolean isIpv6(String text) {
    int slash = text.indexOf('/');
    return text.indexOf(':') >= 0
        && AddressSyntax.isAddress(slash < 0 ? text : text.substring(0, slash));
  }

  /** Returns an address or a CIDR as a rule has it: in brackets, where it would be ambiguous. */
  static String inRule(String text) {
    return withPort(text).isPresent() ? "[" + text + "]" : text;
  }
}
