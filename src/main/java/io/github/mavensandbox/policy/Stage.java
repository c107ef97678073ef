package io.github.mavensandbox.policy;

/**
 * The decisions of the firewall in which rules take part, in their order: a rule opens only what is
 * still undecided at its stage, and rules of different stages are never merged.
 */
public enum Stage {
  /** Denied, whatever is allowed. */
  DENY,
  /** One address with one port, out: opens DNS, name servers and closed addresses too. */
  NAMED,
  /** One closed address: opens it. */
  EXACT,
  /** A closed range as a whole: opens it, but for the metadata addresses in it. */
  EXACT_NET,
  /** Everything else: opens what is not closed. */
  ALLOW,
  /** Of what is blocked, that which vanishes in place of being refused. */
  DROP;

  /** The stage of an allowed rule of one direction. */
  static Stage ofAllowed(Rule atom) {
    if (!(atom.target() instanceof Network network)) {
      return atom.traffic().isSinglePort() ? NAMED : ALLOW;
    }
    if (network.isSingle()) {
      if (atom.direction() == Direction.OUT && atom.traffic().isSinglePort()) {
        return NAMED;
      }
      return Closed.isClosed(network) ? EXACT : ALLOW;
    }
    return Closed.RANGES.contains(network) ? EXACT_NET : ALLOW;
  }

  /**
   * True if the rules of this stage mean no more than the addresses in them, so that neighbours
   * merge.
   */
  boolean mergesNetworks() {
    return this == DENY || this == ALLOW || this == DROP;
  }
}
