package io.github.mavensandbox.report;

import inet.ipaddr.IPAddressString;
import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.PacketDirection;
import java.net.InetAddress;

/** What a record tells, in the terms of a policy. */
final class PolicyTerms {

  private PolicyTerms() {}

  /** Never asks a resolver: a record has addresses only. */
  static InetAddress address(Endpoint endpoint) {
    return address(endpoint.address());
  }

  /** The same for an address in canonical text. */
  static InetAddress address(String text) {
    return new IPAddressString(text).getAddress().toInetAddress();
  }

  static Direction direction(PacketDirection recorded) {
    return recorded == PacketDirection.OUT ? Direction.OUT : Direction.IN;
  }
}
