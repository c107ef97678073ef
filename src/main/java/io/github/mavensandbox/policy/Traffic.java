package io.github.mavensandbox.policy;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What may be said to a target: everything, or TCP and UDP to some ports. */
public sealed interface Traffic {

  /** Every IP protocol, ICMP too. */
  record Everything() implements Traffic {}

  /**
   * TCP, UDP or both, to some ports of the one who is called.
   *
   * @param protocols at least one
   */
  record Transport(Set<Protocol> protocols, Ports ports) implements Traffic {
    public Transport {
      // An EnumSet iterates in one order always; Set.copyOf does not, and image ids depend on it.
      protocols = Collections.unmodifiableSet(EnumSet.copyOf((Collection<Protocol>) protocols));
    }
  }

  /** True if whatever the other one lets through passes here as well. */
  default boolean covers(Traffic other) {
    if (this instanceof Transport mine) {
      return other instanceof Transport theirs
          && mine.protocols().containsAll(theirs.protocols())
          && mine.ports().contains(theirs.ports());
    }
    return true;
  }

  /** True if this is limited to one port, of one protocol or of both. */
  default boolean isSinglePort() {
    return this instanceof Transport transport && transport.ports().isSingle();
  }

  /** True if the port is within. */
  default boolean includes(int port) {
    return !(this instanceof Transport transport) || transport.ports().contains(port);
  }
}
