package io.github.mavensandbox.policy;

import io.github.mavensandbox.policy.AddressRanges.Range;
import io.github.mavensandbox.policy.TrafficCells.Cell;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one policy allows and another does not, as traffic: networks are split where the two part.
 * Names are compared as names, and never resolved.
 */
public final class PolicyDifference {

  /** Above this, splitting networks would take minutes, so rules are reported as they are. */
  private static final long MOST_WORK = 5_000_000;

  private static final String OTHERS = "protocols other than TCP and UDP alone";
  private static final String NAMED = "where that is a name server or a broadcast address";
  private static final String OF_NAMES = "where a host name of both policies leads there";
  private static final String UNSPLIT =
      "in whole or in part; the policies are too large to be split";

  private static final List<Integer> FAMILIES = List.of(32, 128);

  private static final Set<Stage> EXACT = EnumSet.of(Stage.NAMED, Stage.EXACT);
  private static final Set<Stage> EXACT_AND_RANGES =
      EnumSet.of(Stage.NAMED, Stage.EXACT, Stage.EXACT_NET);
  private static final Set<Stage> ALLOWED =
      EnumSet.of(Stage.NAMED, Stage.EXACT, Stage.EXACT_NET, Stage.ALLOW);

  /**
   * Part of a difference.
   *
   * @param rule that would allow it, in normal form
   * @param when what of the rule it is; empty for all of it
   */
  public record Part(Rule rule, String when) {

    /** The rule, with what of it is meant. */
    @Override
    public String toString() {
      return when.isEmpty() ? rule.toString() : rule + "  (" + when + ")";
    }
  }

  private final Side one;
  private final Side other;
  private final TrafficCells cells;
  private final Map<String, Set<Rule>> parts = new LinkedHashMap<>();

  private PolicyDifference(Side one, Side other, TrafficCells cells) {
    this.one = one;
    this.other = other;
    this.cells = cells;
    // What needs no explanation comes first.
    parts.put("", new LinkedHashSet<>());
  }

  /** Returns what a policy allows that another does not. */
  public static List<Part> of(Policy one, Policy other) {
    List<Rule> rules =
        Stream.of(one, other)
            .flatMap(policy -> Stream.concat(policy.allow().stream(), policy.deny().stream()))
            .flatMap(Rule::atoms)
            .toList();
    TrafficCells cells = new TrafficCells(rules);
    return (long) cells.size() * rules.size() > MOST_WORK
        ? unsplit(one, other)
        : new PolicyDifference(new Side(one), new Side(other), cells).parts();
  }

  /** Says what each of two policies allows that the other does not, one line a part. */
  public static List<String> inWords(
      Policy one, String nameOfOne, Policy other, String nameOfOther) {
    List<Part> more = of(one, other);
    List<Part> less = of(other, one);
    if (more.isEmpty() && less.isEmpty()) {
      return List.of("no difference: both allow the same traffic");
    }
    List<String> lines = new ArrayList<>();
    section(lines, nameOfOne, nameOfOther, more);
    section(lines, nameOfOther, nameOfOne, less);
    return lines;
  }

  private static void section(List<String> lines, String allows, String not, List<Part> parts) {
    lines.add("Allowed by %s, and not by %s:".formatted(allows, not));
    if (parts.isEmpty()) {
      lines.add("  nothing");
    }
    parts.forEach(part -> lines.add("  " + part));
  }

  private List<Part> parts() {
    for (Direction direction : List.of(Direction.IN, Direction.OUT)) {
      for (int bits : FAMILIES) {
        open(direction, bits);
        closedAddresses(direction, bits);
        closedRanges(direction, bits);
      }
    }
    hostNames();
    // Ports for DNS are open only where a rule names them with the address.
    Set<Rule> named = new LinkedHashSet<>(one.named());
    named.removeAll(other.named());
    add("", named.stream().filter(PolicyDifference::isDns));
    Coverage reported = new Coverage(parts.getOrDefault("", Set.of()));
    add(NAMED, named.stream().filter(rule -> !isCovered(rule, reported)));
    add(OF_NAMES, deniedWhereNamesLead().filter(rule -> !isCovered(rule, reported)));
    return parts.entrySet().stream()
        .flatMap(
            entry ->
                NormalForm.forPeople(entry.getValue()).stream()
                    .map(rule -> new Part(rule, entry.getKey())))
        .toList();
  }

  private static boolean isCovered(Rule rule, Coverage reported) {
    return reported.around(rule.target()).anyMatch(known -> known.covers(rule));
  }

  /** What is not closed. What of a wider network is closed is no matter. */
  private void open(Direction direction, int bits) {
    AddressRanges closed = ranges(Closed.all(), bits);
    add(
        direction,
        bits,
        cell -> one.allowed(direction, cell, bits, ALLOWED),
        cell -> other.allowed(direction, cell, bits, ALLOWED).without(closed),
        network -> Closed.all().noneMatch(Closed.containing(network)));
  }

  private void closedAddresses(Direction direction, int bits) {
    AddressRanges metadata = ranges(Closed.METADATA.stream(), bits);
    add(
        direction,
        bits,
        cell -> one.allowed(direction, cell, bits, EXACT),
        cell ->
            other
                .allowed(direction, cell, bits, EnumSet.of(Stage.EXACT_NET))
                .without(metadata)
                .and(other.allowed(direction, cell, bits, EXACT)),
        Closed::isClosed);
  }

  private void closedRanges(Direction direction, int bits) {
    AddressRanges metadata = ranges(Closed.METADATA.stream(), bits);
    add(
        direction,
        bits,
        cell -> one.allowed(direction, cell, bits, EnumSet.of(Stage.EXACT_NET)),
        cell -> other.allowed(direction, cell, bits, EXACT_AND_RANGES).without(metadata),
        network -> !Closed.METADATA.contains(network));
  }

  private static boolean isDns(Rule rule) {
    return rule.traffic() instanceof Traffic.Transport transport
        && transport.ports().isSingle()
        && Closed.PORTS.contains(transport.ports().first());
  }

  /** What has no address of its own: host names, and the machine that runs Maven. */
  private void hostNames() {
    Map<Target, BitSet> others = other.names(cells);
    one.names(cells)
        .forEach(
            (name, set) -> {
              set.andNot(others.getOrDefault(name, new BitSet()));
              add(Direction.OUT, name, set);
            });
  }

  /** What is denied closes the addresses of names, too. */
  private Stream<Rule> deniedWhereNamesLead() {
    Map<Target, BitSet> others = other.names(cells);
    BitSet common = new BitSet();
    one.names(cells)
        .forEach(
            (name, set) -> {
              set.and(others.getOrDefault(name, new BitSet()));
              if (name instanceof HostName) {
                common.or(set);
              }
            });
    PolicyDifference denied = new PolicyDifference(one, other, cells);
    for (int bits : FAMILIES) {
      denied.add(
          Direction.OUT,
          bits,
          cell ->
              common.get(cells.indexOf(cell))
                  ? other.denied(Direction.OUT, cell, bits)
                  : AddressRanges.NONE,
          cell -> one.denied(Direction.OUT, cell, bits),
          network -> true);
    }
    return denied.parts.values().stream().flatMap(Set::stream);
  }

  private static AddressRanges ranges(Stream<Network> networks, int bits) {
    return AddressRanges.of(networks.filter(network -> network.bits() == bits));
  }

  /** Adds what is in the first and not in the second, by networks: each with all of its ports. */
  private void add(
      Direction direction,
      int bits,
      Function<Cell, AddressRanges> first,
      Function<Cell, AddressRanges> second,
      Predicate<Network> included) {
    TreeMap<BigInteger, BitSet> changes = new TreeMap<>();
    for (int i = 0; i < cells.size(); i++) {
      Cell cell = cells.get(i);
      // A port for DNS is open only to an address that is named with it: see parts().
      boolean isOpen = direction == Direction.IN || !cell.isDns();
      AddressRanges others = isOpen ? second.apply(cell) : AddressRanges.NONE;
      for (Range range : first.apply(cell).without(others).ranges()) {
        changes.computeIfAbsent(range.first(), at -> new BitSet()).flip(i);
        changes.computeIfAbsent(range.last().add(BigInteger.ONE), at -> new BitSet()).flip(i);
      }
    }
    changes.values().removeIf(BitSet::isEmpty);
    BitSet set = new BitSet();
    for (Map.Entry<BigInteger, BitSet> change : changes.entrySet()) {
      set.xor(change.getValue());
      if (!set.isEmpty()) {
        BigInteger last = changes.higherKey(change.getKey()).subtract(BigInteger.ONE);
        BitSet of = (BitSet) set.clone();
        new Range(change.getKey(), last)
            .networks(bits).stream()
                .filter(included)
                .forEach(network -> add(direction, network, of));
      }
    }
  }

  private void add(Direction direction, Target target, BitSet set) {
    if (cells.isEverything(set)) {
      add("", Stream.of(new Rule(direction, target, new Traffic.Everything())));
      return;
    }
    if (TrafficCells.hasOthers(set)) {
      add(OTHERS, Stream.of(new Rule(direction, target, new Traffic.Everything())));
    }
    add(
        "",
        cells.transports(set).stream()
            .map(transport -> new Rule(direction, target, transport))
            .filter(rule -> direction == Direction.IN || !isDns(rule)));
  }

  private void add(String when, Stream<Rule> rules) {
    rules.forEach(rule -> parts.computeIfAbsent(when, w -> new LinkedHashSet<>()).add(rule));
  }

  private static List<Part> unsplit(Policy one, Policy other) {
    Coverage allowed = new Coverage(other.allow());
    Coverage denied = new Coverage(one.deny());
    boolean deniesMore = !other.deny().stream().allMatch(rule -> isIn(rule, denied, Atom::denied));
    return one.allow().stream()
        .filter(rule -> deniesMore || !isIn(rule, allowed, Atom::allowed))
        .map(rule -> new Part(rule, UNSPLIT))
        .toList();
  }

  private static boolean isIn(Rule rule, Coverage wider, Function<Rule, Stream<Atom>> atoms) {
    return atoms
        .apply(rule)
        .allMatch(
            atom ->
                wider.around(rule.target()).flatMap(atoms).anyMatch(other -> other.covers(atom)));
  }

  /** One of the two policies. */
  private static final class Side {

    private final List<Atom> atoms;
    private final Coverage denied;

    Side(Policy policy) {
      // With servers of the machine that runs Maven, which no rule of a firewall is about.
      atoms =
          Stream.concat(
                  policy.deny().stream().flatMap(Atom::denied),
                  policy.allow().stream().flatMap(Atom::allowed))
              .toList();
      denied = new Coverage(policy.deny());
    }

    AddressRanges allowed(Direction direction, Cell cell, int bits, Set<Stage> stages) {
      return addresses(direction, cell, bits, stages).without(denied(direction, cell, bits));
    }

    AddressRanges denied(Direction direction, Cell cell, int bits) {
      return addresses(direction, cell, bits, EnumSet.of(Stage.DENY));
    }

    private AddressRanges addresses(Direction direction, Cell cell, int bits, Set<Stage> stages) {
      return ranges(
          atoms.stream()
              .filter(atom -> stages.contains(atom.stage()))
              .map(Atom::rule)
              .filter(rule -> rule.direction() == direction && cell.isIn(rule.traffic()))
              .map(Rule::target)
              .filter(Network.class::isInstance)
              .map(Network.class::cast),
          bits);
    }

    /** The addresses that are opened with a port. */
    List<Rule> named() {
      return atoms.stream()
          .filter(atom -> atom.stage() == Stage.NAMED)
          .map(Atom::rule)
          .filter(rule -> rule.target() instanceof Network && !isCovered(rule, denied))
          .toList();
    }

    /** What is allowed to targets without an address. */
    Map<Target, BitSet> names(TrafficCells cells) {
      Map<Target, BitSet> names = new HashMap<>();
      for (Atom atom : atoms) {
        if (atom.stage() != Stage.DENY && !(atom.rule().target() instanceof Network)) {
          names
              .computeIfAbsent(atom.rule().target(), name -> new BitSet())
              .or(cells.of(atom.rule().traffic()));
        }
      }
      return names;
    }
  }
}
