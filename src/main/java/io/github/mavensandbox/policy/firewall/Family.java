package io.github.mavensandbox.policy.firewall;

import io.github.mavensandbox.policy.Network;

/** The two versions of IP; each has sets and a table of its own. */
enum Family {
  IPV4(4, "inet"),
  IPV6(6, "inet6");

  /** What the names of its sets end with. */
  final int digit;

  final String ipsetName;

  Family(int digit, String ipsetName) {
    this.digit = digit;
    this.ipsetName = ipsetName;
  }

  static Family of(Network network) {
    return network.isIpv6() ? IPV6 : IPV4;
  }
}
