package io.github.mavensandbox.policy;

/** Refuses rules that are well written but could have no effect, or not the one that was meant. */
final class Admission {

  private Admission() {}

  static void checkAllowed(Rule rule) throws PolicyException {
    if (rule.target() instanceof BuildHost) {
      return;
    }
    boolean nameService =
        rule.traffic().isSinglePort() && Closed.PORTS.stream().anyMatch(rule.traffic()::includes);
    if (rule.target() instanceof Network network) {
      checkAddress(network);
      checkRange(network);
      if (nameService && !network.isSingle() && rule.direction() != Direction.IN) {
        throw new PolicyException(
            "ports 53 and 853 (DNS) open only at single addresses; write the name server's, as in"
                + " 'out 192.168.0.1:53', or 'in' when a server of the program's own is meant");
      }
    } else if (nameService) {
      throw new PolicyException(
          "ports 53 and 853 (DNS) open only at addresses, and there is no DNS inside that could"
              + " find this name; write the name server's address, as in 'out 192.168.0.1:53'");
    }
  }

  static void checkDenied(Rule rule) throws PolicyException {
    refuseBuildHost(rule);
    if (rule.target() instanceof HostName) {
      throw new PolicyException(
          "a name cannot be denied, since its addresses may be other hosts' as well; remove the"
              + " rule (nothing is reachable but what is allowed), or deny an address");
    }
    checkAddress((Network) rule.target());
  }

  /** Loopback is admitted: look-ups go to a resolver on it, which is blocked. */
  static void checkExpected(Rule rule) throws PolicyException {
    refuseBuildHost(rule);
    if (rule.target() instanceof HostName name
        && !rule.traffic().equals(new Traffic.Everything())) {
      throw new PolicyException(
          "a blocked host is only known by the DNS query for its name, which has no port or protocol of the host's; write '%s', or the host's address with the port"
              .formatted(name));
    }
    if (rule.target() instanceof Network network) {
      checkSpecified(network);
    }
  }

  private static void refuseBuildHost(Rule rule) throws PolicyException {
    if (rule.target() instanceof BuildHost) {
      throw new PolicyException(
          "'host', the machine that runs Maven, is for <allow>: no other port of it is reachable; remove the rule");
    }
  }

  static void checkDropped(ConfiguredRule configured) throws PolicyException {
    Rule rule = configured.rule();
    if (rule.target() instanceof HostName) {
      throw new PolicyException(
          configured.place()
              + ": 'drop' is for packets to an address, and a blocked name is only looked up; write an address");
    }
    if (rule.direction() == Direction.IN) {
      throw new PolicyException(
          configured.place()
              + ": 'drop' has no effect, since inbound packets never get an answer; remove the word");
    }
  }

  private static void checkAddress(Network network) throws PolicyException {
    if (Closed.LOOPBACK.stream().anyMatch(Closed.containing(network))) {
      throw new PolicyException("loopback is always open; remove the rule");
    }
    checkSpecified(network);
  }

  private static void checkSpecified(Network network) throws PolicyException {
    if (Closed.UNSPECIFIED.contains(network)) {
      throw new PolicyException(
          "is no host's address; for every address write '%s'"
              .formatted(network.isIpv6() ? "::/0" : "0.0.0.0/0"));
    }
  }

  private static void checkRange(Network network) throws PolicyException {
    for (Network range : Closed.RANGES) {
      if (range.contains(network) && !range.equals(network) && !network.isSingle()) {
        throw new PolicyException(
            "lies in %s, which is closed but for what is named exactly; write '%s', or single addresses"
                .formatted(range, range));
      }
    }
  }
}
