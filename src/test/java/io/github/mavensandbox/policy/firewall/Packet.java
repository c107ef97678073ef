package io.github.mavensandbox.policy.firewall;

import io.github.mavensandbox.policy.Direction;
import java.net.InetAddress;

/**
 * The first packet of a flow.
 *
 * @param direction in or out
 * @param protocol its number
 * @param remote the other side's address
 * @param sourcePort 0 if the protocol has none
 * @param destinationPort 0 if the protocol has none
 */
record Packet(
    Direction direction, int protocol, InetAddress remote, int sourcePort, int destinationPort) {

  static final int TCP = 6;
  static final int UDP = 17;

  boolean hasPorts() {
    return protocol == TCP || protocol == UDP;
  }

  boolean isIpv6() {
    return remote.getAddress().length == 16;
  }
}
