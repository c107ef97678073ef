package io.github.mavensandbox.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes rules for the ports that were seen as a person would who knows no more of a service. */
public final class PortRanges {

  /** Two neighbours may well be two services. */
  private static final int FEWEST_IN_RANGE = 3;

  /** A service with more has a port for each connection, and others the next time. */
  private static final int MOST_OF_SERVICE = 8;

  /** The ports that any user may listen at. */
  private static final Ports UNPRIVILEGED = new Ports(1024, 65535);

  private PortRanges() {}

  /**
   * Joins the single ports of rules that differ in nothing else: three neighbours and more are a
   * range; where a target has more than eight from 1024 on, they are all of these.
   *
   * @param rules in the order in which they are to be returned
   */
  public static List<Rule> join(Collection<Rule> rules) {
    List<Rule> joined = new ArrayList<>();
    Map<Rule, TreeSet<Integer>> ports = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule.traffic() instanceof Traffic.Transport transport && transport.ports().isSingle()) {
        ports
            .computeIfAbsent(with(rule, Ports.ALL), ignored -> new TreeSet<>())
            .add(transport.ports().first());
      } else {
        joined.add(rule);
      }
    }
    ports.forEach((rule, ofRule) -> ranges(ofRule).forEach(range -> joined.add(with(rule, range))));
    return joined;
  }

  private static Rule with(Rule rule, Ports ports) {
    return new Rule(
        rule.direction(),
        rule.target(),
        new Traffic.Transport(((Traffic.Transport) rule.traffic()).protocols(), ports));
  }

  private static List<Ports> ranges(TreeSet<Integer> ports) {
    List<Ports> ranges = new ArrayList<>();
    if (ports.tailSet(UNPRIVILEGED.first()).size() > MOST_OF_SERVICE) {
      ranges.add(UNPRIVILEGED);
      ports.tailSet(UNPRIVILEGED.first()).clear();
    }
    while (!ports.isEmpty()) {
      int first = ports.first();
      int last = first;
      while (ports.contains(last + 1)) {
        last++;
      }
      if (last - first + 1 >= FEWEST_IN_RANGE) {
        ranges.add(new Ports(first, last));
      } else {
        ports.subSet(first, true, last, true).forEach(port -> ranges.add(new Ports(port, port)));
      }
      ports.subSet(first, true, last, true).clear();
    }
    return ranges;
  }
}
