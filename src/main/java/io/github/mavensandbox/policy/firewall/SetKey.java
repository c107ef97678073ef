package io.github.mavensandbox.policy.firewall;

import io.github.mavensandbox.policy.Atom;
import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Ports;
import io.github.mavensandbox.policy.Protocol;
import io.github.mavensandbox.policy.Stage;
import io.github.mavensandbox.policy.Traffic;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind of set, of which there is one for each family. Its members are networks; or networks with
 * protocol and port, in the sets of all single ports.
 *
 * @param range the ports of every member if it is a range: ipset would store each port of it as an
 *     entry of its own, so a rule has the range, and the set the networks
 */
record SetKey(Direction direction, Stage stage, Kind kind, Optional<Range> range)
    implements Comparable<SetKey> {

  enum Kind {
    ANY,
    PORT,
    RANGE
  }

  record Range(Protocol protocol, Ports ports) implements Comparable<Range> {
    @Override
    public int compareTo(Range other) {
      int protocols = protocol.compareTo(other.protocol);
      return protocols != 0 ? protocols : ports.compareTo(other.ports);
    }
  }

  private static final Comparator<SetKey> ORDER =
      Comparator.comparing(SetKey::direction)
          .thenComparing(SetKey::stage)
          .thenComparing(SetKey::kind)
          .thenComparing(key -> key.range.orElse(new Range(Protocol.TCP, Ports.ALL)));

  static SetKey of(Atom atom) {
    Direction direction = atom.rule().direction();
    if (!(atom.rule().traffic() instanceof Traffic.Transport transport)) {
      return new SetKey(direction, atom.stage(), Kind.ANY, Optional.empty());
    }
    if (transport.ports().isSingle()) {
      return new SetKey(direction, atom.stage(), Kind.PORT, Optional.empty());
    }
    Protocol protocol = transport.protocols().iterator().next();
    return new SetKey(
        direction, atom.stage(), Kind.RANGE, Optional.of(new Range(protocol, transport.ports())));
  }

  /**
   * The name without the family's digit at its end; with that, 31 characters at most, which is
   * ipset's limit.
   */
  String prefix() {
    String decision = (direction + "-" + stage + "-").replace('_', '-').toLowerCase(Locale.ROOT);
    return range
        .map(r -> decision + r.protocol() + "-" + r.ports().first() + "-" + r.ports().last() + "-")
        .orElseGet(() -> decision + (kind == Kind.ANY ? "any" : "port"));
  }

  String name(Family family) {
    return prefix() + family.digit;
  }

  /** What ipset stores behind the network. */
  static String suffix(Traffic traffic) {
    return traffic instanceof Traffic.Transport transport && transport.ports().isSingle()
        ? "," + transport.protocols().iterator().next().number() + ":" + transport.ports()
        : "";
  }

  @Override
  public int compareTo(SetKey other) {
    return ORDER.compare(this, other);
  }
}
