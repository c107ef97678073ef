package io.github.mavensandbox.policy.firewall;

import io.github.mavensandbox.policy.Atom;
import io.github.mavensandbox.policy.Closed;
import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Network;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.Stage;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sets that the firewall's rules look addresses up in. One look-up finds a network among
 * 10,000; and only the sets change when names are resolved or ALLOWED_CIDR is given, never the
 * rules.
 */
final class IpSets {

  /** They take the networks of ALLOWED_CIDR, and so exist always. */
  private static final List<SetKey> ALWAYS =
      List.of(
          new SetKey(Direction.IN, Stage.ALLOW, SetKey.Kind.ANY, Optional.empty()),
          new SetKey(Direction.OUT, Stage.ALLOW, SetKey.Kind.ANY, Optional.empty()));

  private final Map<Family, TreeSet<SetKey>> keys = new HashMap<>();
  private final Map<String, IpSet> sets = new TreeMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  IpSets(Policy policy) {
    for (Family family : Family.values()) {
      keys.put(family, new TreeSet<>());
      ALWAYS.forEach(key -> set(key, family));
      // The entrypoint adds the name servers that the container was started with.
      create("resolvers", "hash:ip", family);
    }
    // Likewise the broadcast addresses of the container's networks; IPv6 has none.
    create("broadcast", "hash:ip", Family.IPV4);
    Closed.METADATA.forEach(n -> create("metadata", "hash:ip", Family.of(n)).add(n.toString()));
    Closed.RANGES.forEach(n -> create("closed", "hash:net", Family.of(n)).add(n.toString()));
    policy.atoms().forEach(this::add);
  }

  private void add(Atom atom) {
    SetKey key = SetKey.of(atom);
    String suffix = SetKey.suffix(atom.rule().traffic());
    if (atom.rule().target() instanceof Network network) {
      IpSet set = set(key, Family.of(network));
      halvesOfEverything(network).forEach(half -> set.add(half + suffix));
    } else {
      // The name can have addresses of either family.
      for (Family family : Family.values()) {
        set(key, family);
      }
      names.add(atom.rule().target() + " " + key.prefix() + " " + suffix);
    }
  }

  /** A set cannot hold a network of prefix length 0. */
  private static List<String> halvesOfEverything(Network network) {
    if (network.prefixLength() > 0) {
      return List.of(network.toString());
    }
    return network.isIpv6() ? List.of("::/1", "8000::/1") : List.of("0.0.0.0/1", "128.0.0.0/1");
  }

  private Collection<SetKey> keys(Family family) {
    return Objects.requireNonNull(keys.get(family));
  }

  private IpSet set(SetKey key, Family family) {
    keys(family).add(key);
    String type = key.kind() == SetKey.Kind.PORT ? "hash:net,port" : "hash:net";
    return create(key.prefix(), type, family);
  }

  private IpSet create(String prefix, String type, Family family) {
    return sets.computeIfAbsent(prefix + family.digit, name -> new IpSet(name, type, family));
  }

  /** The sets that rules of this direction and stage look into, in their order. */
  Collection<SetKey> keys(Family family, Direction direction, Stage stage) {
    return keys(family).stream()
        .filter(key -> key.direction() == direction && key.stage() == stage)
        .toList();
  }

  /** The input of {@code ipset restore}. */
  String toText() {
    return sets.values().stream().map(IpSet::toText).collect(Collectors.joining());
  }

  /**
   * One line for each rule with a host name: name, set without the family's digit, what follows an
   * address.
   */
  String names() {
    return names.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
