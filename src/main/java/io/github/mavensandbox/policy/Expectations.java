package io.github.mavensandbox.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is known to be tried: it is blocked all the same, and listed, but is no violation.
 *
 * <p>A rule with a host name is about the blocked DNS query for that name, and nothing else: names
 * are not resolved to find out what their addresses are. A rule with an address is about packets to
 * it, or from it.
 */
public final class Expectations {

  private final List<Rule> rules;
  private final Set<Rule> dropped;
  private final List<Rule> networks;
  private final Set<String> names;

  private Expectations(List<Rule> rules, Set<Rule> dropped) {
    this.rules = List.copyOf(rules);
    this.dropped = Set.copyOf(dropped);
    networks = rules.stream().filter(rule -> rule.target() instanceof Network).toList();
    names =
        rules.stream()
            .map(Rule::target)
            .filter(HostName.class::isInstance)
            .map(Target::toString)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Nothing is expected. */
  public static Expectations none() {
    return new Expectations(List.of(), Set.of());
  }

  /**
   * Reads a list of rules in the grammar of {@link Policy}'s, each of which may end in the word
   * {@code drop}; the word {@code none} alone means the same as an empty list.
   *
   * @throws PolicyException at the first rule that cannot be taken, with its position
   */
  public static Expectations of(List<String> rules) throws PolicyException {
    return of(new WrittenPolicy(List.of(), List.of(), WrittenRule.of("<expect>", rules)));
  }

  /**
   * Reads what is expected of what was written.
   *
   * @throws PolicyException at the first rule that cannot be taken, with its place
   */
  public static Expectations of(WrittenPolicy written) throws PolicyException {
    List<Rule> read = new ArrayList<>();
    Set<Rule> dropped = new HashSet<>();
    for (ConfiguredRule configured : RuleList.expected(written.expect())) {
      if (configured.dropped()) {
        dropped.add(configured.rule());
      }
      read.add(configured.rule());
    }
    return new Expectations(read, dropped);
  }

  /** Those of the rules whose packets vanish, in place of being refused. */
  public Set<Rule> dropped() {
    return dropped;
  }

  /** The rules as a POM has them, in the order in which they were written. */
  public List<String> texts() {
    return rules.stream().map(this::text).toList();
  }

  String text(Rule rule) {
    return rule + (dropped.contains(rule) ? " drop" : "");
  }

  /** The rules, in the order in which they were written. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * True if a DNS query for this name is expected, whichever resolver it went to.
   *
   * @param name in lower case, without the dot at its end
   */
  public boolean includeQuery(String name) {
    return names.contains(name);
  }

  /**
   * True if a packet is expected because of its address.
   *
   * @param direction {@link Direction#OUT} or {@link Direction#IN}
   * @param protocol IANA's number
   * @param address the other side's
   * @param port of the side that was called; absent where the protocol has none, and then only a
   *     rule for every protocol includes it
   */
  public boolean includePacket(
      Direction direction, int protocol, InetAddress address, OptionalInt port) {
    return anyAt(direction, address, traffic -> includes(traffic, protocol, port));
  }

  /** True if whatever goes to the address, or comes from it, is expected. */
  public boolean includeEverything(Direction direction, InetAddress address) {
    return anyAt(direction, address, Traffic.Everything.class::isInstance);
  }

  private boolean anyAt(Direction direction, InetAddress address, Predicate<Traffic> traffic) {
    Network peer = Network.of(address);
    return networks.stream()
        .anyMatch(
            rule ->
                (rule.direction() == Direction.BOTH || rule.direction() == direction)
                    && ((Network) rule.target()).contains(peer)
                    && traffic.test(rule.traffic()));
  }

  private static boolean includes(Traffic traffic, int protocol, OptionalInt port) {
    return !(traffic instanceof Traffic.Transport transport)
        || port.isPresent()
            && transport.ports().contains(port.getAsInt())
            && transport.protocols().stream().anyMatch(known -> known.number() == protocol);
  }
}
