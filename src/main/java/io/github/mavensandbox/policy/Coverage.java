package io.github.mavensandbox.policy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the rules around a target, without comparing 10,000 networks with each other. */
final class Coverage {

  private final Map<Target, List<Rule>> byTarget;
  private final SortedSet<Integer> prefixLengths;

  Coverage(Collection<Rule> rules) {
    byTarget = rules.stream().collect(Collectors.groupingBy(Rule::target));
    prefixLengths =
        byTarget.keySet().stream()
            .filter(Network.class::isInstance)
            .map(target -> ((Network) target).prefixLength())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The rules whose target is this one, or is a network that it lies in; the widest first. */
  Stream<Rule> around(Target target) {
    Stream<? extends Target> targets =
        target instanceof Network network
            ? prefixLengths.headSet(network.prefixLength() + 1).stream().map(network::widen)
            : Stream.of(target);
    return targets.flatMap(t -> byTarget.getOrDefault(t, List.of()).stream());
  }
}
