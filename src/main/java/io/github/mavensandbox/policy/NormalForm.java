package io.github.mavensandbox.policy;

import inet.ipaddr.IPAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The fewest rules that mean the same, in one order: neighbouring networks and port ranges are
 * joined, and what another rule covers is left out. It depends on the set of rules only, never on
 * their order.
 */
final class NormalForm {

  static final Comparator<Rule> ORDER =
      Comparator.comparing(Rule::target, NormalForm::compareTargets)
          .thenComparing(Rule::traffic, NormalForm::compareTraffic)
          .thenComparing(Rule::direction);

  private NormalForm() {}

  /** Merges atoms of one stage and one direction. */
  static Set<Rule> merge(Set<Atom> atoms) {
    Stage stage = atoms.iterator().next().stage();
    Set<Rule> before;
    Set<Rule> merged = atoms.stream().map(Atom::rule).collect(Collectors.toSet());
    do {
      // Each step can make room for the other ones: joined networks may then have neighbouring
      // ports.
      before = merged;
      merged = joinPorts(merged);
      merged = stage.mergesNetworks() ? joinNetworks(merged) : merged;
      merged = dropCovered(merged);
    } while (!merged.equals(before));
    return merged;
  }

  /**
   * Turns atoms back into as few rules as people would write: tcp and udp in one, in and out in
   * one.
   */
  static List<Rule> forPeople(Collection<Rule> atoms) {
    Set<Rule> bothProtocols = pair(atoms, NormalForm::withBothProtocols);
    return pair(bothProtocols, NormalForm::withBothDirections).stream().sorted(ORDER).toList();
  }

  /** Puts a pair's rule in the place of its two halves. */
  private static Set<Rule> pair(Collection<Rule> rules, UnaryOperator<Rule> pairOf) {
    return rules.stream().collect(Collectors.groupingBy(pairOf)).entrySet().stream()
        .map(e -> e.getValue().size() == 1 ? e.getValue().get(0) : e.getKey())
        .collect(Collectors.toSet());
  }

  private static Rule withBothProtocols(Rule rule) {
    return rule.traffic() instanceof Traffic.Transport t
        ? new Rule(
            rule.direction(),
            rule.target(),
            new Traffic.Transport(EnumSet.allOf(Protocol.class), t.ports()))
        : rule;
  }

  private static Rule withBothDirections(Rule rule) {
    return !(rule.target() instanceof Network)
        ? rule
        : new Rule(Direction.BOTH, rule.target(), rule.traffic());
  }

  /**
   * Joins ranges that overlap or touch. A single port joins no neighbour: it costs one entry of a
   * set, a range costs a set and a rule.
   */
  private static Set<Rule> joinPorts(Set<Rule> atoms) {
    Set<Rule> joined = new HashSet<>();
    Map<List<Object>, List<Rule>> ranges = new HashMap<>();
    for (Rule atom : atoms) {
      if (atom.traffic() instanceof Traffic.Transport t && !t.ports().isSingle()) {
        ranges
            .computeIfAbsent(List.of(atom.target(), t.protocols()), k -> new ArrayList<>())
            .add(atom);
      } else {
        joined.add(atom);
      }
    }
    ranges.values().forEach(group -> joined.addAll(joinRanges(group)));
    return joined;
  }

  private static List<Rule> joinRanges(List<Rule> group) {
    Rule any = group.get(0);
    Set<Protocol> protocols = ((Traffic.Transport) any.traffic()).protocols();
    List<Ports> joined = new ArrayList<>();
    group.stream()
        .map(rule -> ((Traffic.Transport) rule.traffic()).ports())
        .sorted()
        .forEach(
            ports -> {
              int last = joined.size() - 1;
              if (last >= 0 && joined.get(last).touches(ports)) {
                joined.set(last, joined.get(last).join(ports));
              } else {
                joined.add(ports);
              }
            });
    return joined.stream()
        .map(p -> new Rule(any.direction(), any.target(), new Traffic.Transport(protocols, p)))
        .toList();
  }

  private static Set<Rule> joinNetworks(Set<Rule> atoms) {
    Set<Rule> joined = new HashSet<>();
    Map<List<Object>, List<Rule>> groups = new HashMap<>();
    for (Rule atom : atoms) {
      if (atom.target() instanceof Network network) {
        groups
            .computeIfAbsent(List.of(network.isIpv6(), atom.traffic()), k -> new ArrayList<>())
            .add(atom);
      } else {
        joined.add(atom);
      }
    }
    for (List<Rule> group : groups.values()) {
      Rule any = group.get(0);
      IPAddress[] blocks =
          group.stream()
              .map(rule -> ((Network) rule.target()).toIpAddress())
              .toArray(IPAddress[]::new);
      Arrays.stream(blocks[0].mergeToPrefixBlocks(blocks))
          .map(block -> new Rule(any.direction(), Network.of(block), any.traffic()))
          .forEach(joined::add);
    }
    return joined;
  }

  private static Set<Rule> dropCovered(Set<Rule> atoms) {
    Coverage coverage = new Coverage(atoms);
    return atoms.stream()
        .filter(
            atom ->
                coverage
                    .around(atom.target())
                    .noneMatch(other -> !other.equals(atom) && other.covers(atom)))
        .collect(Collectors.toSet());
  }

  private static int compareTargets(Target a, Target b) {
    if (a instanceof Network one && b instanceof Network other) {
      return one.compareTo(other);
    }
    if (a instanceof HostName one && b instanceof HostName other) {
      return one.compareTo(other);
    }
    return Integer.compare(kind(a), kind(b));
  }

  private static int kind(Target target) {
    if (target instanceof Network) {
      return 0;
    }
    return target instanceof HostName ? 1 : 2;
  }

  private static int compareTraffic(Traffic a, Traffic b) {
    if (a instanceof Traffic.Transport one && b instanceof Traffic.Transport other) {
      int ports = one.ports().compareTo(other.ports());
      return ports != 0
          ? ports
          : one.protocols().toString().compareTo(other.protocols().toString());
    }
    return Boolean.compare(a instanceof Traffic.Transport, b instanceof Traffic.Transport);
  }
}
