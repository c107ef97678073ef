package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rule, by the grammar.
 *
 * <pre>
 * rule    = [ "in " | "out " ] target [ ":" ports ] [ "/" ( "tcp" | "udp" ) ]
 * target  = IPv4 or IPv6 address, CIDR ("[2001:db8::/32]" when ports follow), a host name, or
 *           "host", the machine that runs Maven
 * ports   = port | port "-" port
 * </pre>
 */
public final class RuleParser {

  private static final Pattern ENDS = Pattern.compile("^[ \t\r\n]+|[ \t\r\n]+$");

  /** Matches {@code out 10.0.0.0/8}; group 1 is the direction, group 2 the rest. */
  private static final Pattern DIRECTION = Pattern.compile("(in|out)[ \t]+(.*)");

  /** Matches {@code [2001:db8::/32]}, {@code [2001:db8::1]:443}, {@code [2001:db8::1]:443/tcp}. */
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)\\](?::([^/]*))?(?:/(.*))?");

  /**
   * Matches what is meant as an address rather than as a name: {@code 10.0.0.1}, {@code 10.1-5.*}.
   */
  private static final Pattern LIKE_IPV4 = Pattern.compile("[0-9.*-]*");

  /** Matches {@code 443} and {@code 8000-8010}. */
  private static final Pattern BARE_PORTS = Pattern.compile("[0-9]{1,5}(-[0-9]{1,5})?");

  /** Matches {@code db.internal:80,443}; group 1 is the target, group 2 the first ports. */
  private static final Pattern MORE_PORTS =
      Pattern.compile("(.*):([0-9-]+)[,;] *[0-9-]+([,;] *[0-9-]+)*(/.*)?");

  private RuleParser() {}

  /**
   * Reads a rule, for instance {@code 192.168.0.0/24}, {@code out db.internal:5432/tcp}, {@code in
   * [2001:db8::/32]:8000-8010}.
   *
   * @throws PolicyException if it is none; nothing is skipped, masked or guessed
   */
  public static Rule parse(String text) throws PolicyException {
    try {
      return read(text);
    } catch (PolicyException e) {
      throw new PolicyException(Quoted.of(text) + ": " + e.getMessage());
    }
  }

  /** The same, for a caller that names the rule in its own message. */
  static Rule read(String text) throws PolicyException {
    String rule = ENDS.matcher(text).replaceAll("");
    if (rule.isEmpty()) {
      throw new PolicyException("is empty; remove it, or write a rule like '192.168.0.0/24'");
    }
    refuseCharacters(rule);
    Matcher matcher = DIRECTION.matcher(rule);
    if (!matcher.matches()) {
      return undirected(rule, null);
    }
    return undirected(
        matcher.group(2), matcher.group(1).equals("in") ? Direction.IN : Direction.OUT);
  }

  /**
   * What no rule has in it, and what could change the meaning of a line in the files made of it.
   */
  private static void refuseCharacters(String rule) throws PolicyException {
    if (rule.indexOf('%') >= 0) {
      throw new PolicyException(
          "'%' is not possible in a rule; a zone ('%eth0') neither: a rule is for every interface");
    }
    for (int c : rule.codePoints().toArray()) {
      boolean printable = c >= 0x20 && c < 0x7f && "\"'`\\".indexOf(c) < 0;
      if (!printable && c != '\t' && (c < 0x80 || !Character.isLetterOrDigit(c))) {
        String shown = "'\"`".indexOf(c) >= 0 ? "a quote" : "character " + Quoted.of(c);
        throw new PolicyException(shown + " is not possible in a rule; remove it");
      }
    }
  }

  private static Rule undirected(String text, @Nullable Direction direction)
      throws PolicyException {
    Matcher ports = MORE_PORTS.matcher(text);
    if (ports.matches()) {
      throw new PolicyException(
          "one rule has one port or one range; write %s, and the other ports as rules of their own"
              .formatted(Quoted.of(ports.group(1) + ":" + ports.group(2))));
    }
    if (text.indexOf(' ') >= 0 || text.indexOf('\t') >= 0) {
      throw new PolicyException(
          "has white space in it; only 'in' or 'out' (in lower case) can stand before a target");
    }
    if (text.indexOf(',') >= 0 || text.indexOf(';') >= 0) {
      throw new PolicyException("one rule is one target; write the others as rules of their own");
    }
    if (text.contains("://")) {
      throw new PolicyException("is a URL; write its host and port, as in 'example.com:443/tcp'");
    }
    return text.startsWith("[") ? bracketed(text, direction) : plain(text, direction);
  }

  private static Rule bracketed(String text, @Nullable Direction direction) throws PolicyException {
    Matcher matcher = BRACKETS.matcher(text);
    if (!matcher.matches() || matcher.group(1).indexOf(':') < 0) {
      throw new PolicyException(
          "brackets stand around an IPv6 address or CIDR, as in '[2001:db8::/32]:443/tcp'");
    }
    if (matcher.group(3) != null && matcher.group(3).matches("[0-9].*")) {
      throw new PolicyException("a prefix length stands in the brackets: '[2001:db8::/32]:443'");
    }
    return rule(
        direction, AddressParser.parse(matcher.group(1)), matcher.group(2), matcher.group(3));
  }

  private static Rule plain(String text, @Nullable Direction direction) throws PolicyException {
    String target = text;
    String protocol = null;
    int slash = text.lastIndexOf('/');
    if (slash >= 0 && !text.substring(slash + 1).matches("[0-9].*")) {
      target = text.substring(0, slash);
      protocol = text.substring(slash + 1);
    }
    int colon = target.indexOf(':');
    if (colon < 0) {
      return rule(direction, target(target), null, protocol);
    }
    if (colon == target.lastIndexOf(':')) {
      return rule(
          direction, target(target.substring(0, colon)), target.substring(colon + 1), protocol);
    }
    if (target.indexOf('/') >= 0 && target.lastIndexOf(':') > target.indexOf('/')) {
      throw new PolicyException(
          "an IPv6 target with ports stands in brackets, as in '[2001:db8::/32]:443/tcp'");
    }
    return rule(direction, unbracketed(target), null, protocol);
  }

  /** Refuses the address that an address and a port make without brackets. */
  private static Network unbracketed(String text) throws PolicyException {
    Optional<Ipv6Text.WithPort> meant = Ipv6Text.withPort(text);
    if (meant.isPresent() && !AddressSyntax.isAddress(text)) {
      throw new PolicyException(
          "an IPv6 address with a port stands in brackets; write '%s'".formatted(meant.get()));
    }
    Network network = AddressParser.parse(text);
    if (meant.isPresent()) {
      throw new PolicyException(
          "'%s' may be meant as a port; write '%s' for the port, or '[%s]' if it is a part of the address"
              .formatted(meant.get().port(), meant.get(), text));
    }
    return network;
  }

  private static Target target(String text) throws PolicyException {
    if (text.isEmpty()) {
      throw new PolicyException("has no target; write an address, a CIDR or a host name");
    }
    if (BARE_PORTS.matcher(text).matches()) {
      throw new PolicyException(
          "is a port without a target; write both, as in 'db.internal:%s'".formatted(text));
    }
    int slash = text.indexOf('/');
    String name = slash < 0 ? text : text.substring(0, slash);
    ReservedWords.refuse(name.toLowerCase(Locale.ROOT));
    if (LIKE_IPV4.matcher(name).matches()) {
      return AddressParser.parse(text);
    }
    if (text.equalsIgnoreCase(BuildHost.WORD)) {
      return new BuildHost();
    }
    HostName host = HostName.parse(name);
    ReservedWords.refuse(host.name());
    if (slash >= 0) {
      throw new PolicyException(
          "a prefix length stands only after an address, not after a name; write '%s', or %s if a port is meant"
              .formatted(host, Quoted.of(host + ":" + text.substring(slash + 1))));
    }
    return host;
  }

  private static Rule rule(
      @Nullable Direction direction,
      Target target,
      @Nullable String ports,
      @Nullable String protocol)
      throws PolicyException {
    if (target instanceof BuildHost) {
      return serverOfHost(direction, ports, protocol);
    }
    Traffic traffic = traffic(ports, protocol);
    if (target instanceof HostName name) {
      if (direction == Direction.IN) {
        throw new PolicyException(
            "a host name can only be called, not call: a name says nothing about a caller's address; write its address, or 'out %s'"
                .formatted(name));
      }
      return new Rule(Direction.OUT, name, traffic);
    }
    return new Rule(direction == null ? Direction.BOTH : direction, target, traffic);
  }

  private static Rule serverOfHost(
      @Nullable Direction direction, @Nullable String ports, @Nullable String protocol)
      throws PolicyException {
    if (direction == Direction.IN) {
      throw new PolicyException(
          "'host', the machine that runs Maven, can only be called; write 'out host:8080/tcp'");
    }
    if (ports == null) {
      throw new PolicyException(
          "'host', the machine that runs Maven, needs a port; write 'out host:8080/tcp'");
    }
    Ports port = Ports.parse(ports);
    if (!port.isSingle() || "udp".equals(protocol)) {
      throw new PolicyException(
          "a server of 'host', the machine that runs Maven, is one port of TCP; write 'out host:%d/tcp'"
              .formatted(port.first()));
    }
    return new Rule(
        Direction.OUT,
        new BuildHost(),
        new Traffic.Transport(protocols(Protocol.TCP.toString()), port));
  }

  private static Traffic traffic(@Nullable String ports, @Nullable String protocol)
      throws PolicyException {
    if (ports == null && protocol == null) {
      return new Traffic.Everything();
    }
    return new Traffic.Transport(
        protocols(protocol), ports == null ? Ports.ALL : Ports.parse(ports));
  }

  private static Set<Protocol> protocols(@Nullable String protocol) throws PolicyException {
    if (protocol == null) {
      return EnumSet.allOf(Protocol.class);
    }
    for (Protocol known : Protocol.values()) {
      if (known.toString().equals(protocol)) {
        return EnumSet.of(known);
      }
    }
    throw new PolicyException(
        "protocol %s is not 'tcp' or 'udp'; a rule with neither ports nor protocol is for every protocol"
            .formatted(Quoted.of(protocol)));
  }
}
