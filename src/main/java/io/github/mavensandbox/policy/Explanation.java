package io.github.mavensandbox.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A policy in words, with the blocked calls that are expected. */
public final class Explanation {

  private final Policy policy;
  private final Expectations expectations;
  private final List<String> lines = new ArrayList<>();

  private Explanation(Policy policy, Expectations expectations) {
    this.policy = policy;
    this.expectations = expectations;
  }

  /** Returns both in words, for people: one line each, without line breaks. */
  public static List<String> of(Policy policy, Expectations expectations) {
    return new Explanation(policy, expectations).lines();
  }

  private List<String> lines() {
    section(
        "Allowed:",
        policy.allow().isEmpty()
            ? List.of("nothing")
            : inWords(policy.allow(), Explanation::inWords));
    section("Denied, whatever is allowed:", inWords(policy.deny(), Explanation::inWords));
    section(
        "Expected to be blocked, so not violations:",
        inWords(expectations.rules(), this::expectedInWords));
    section(
        "Always open:", List.of("loopback (" + list(Closed.LOOPBACK) + "), but no resolver on it"));
    section(
        "Closed, unless a rule names it exactly:",
        List.of(
            "link-local, multicast and broadcast: " + list(Closed.RANGES),
            "metadata services of clouds, which hand out credentials: " + list(Closed.METADATA)));
    section(
        "Closed, unless a rule names the address and the port:",
        List.of(
            "ports 53 and 853 (DNS): a resolver forwards any name, and so what is hidden in it",
            "every port of the name servers that the container is started with",
            "the broadcast addresses of the networks that the container is in"));
    section("Remarks:", new RuleReview(policy).remarks());
    return List.copyOf(lines);
  }

  private void section(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      lines.add(title);
      entries.forEach(entry -> lines.add("  " + entry));
    }
  }

  private static List<String> inWords(List<Rule> rules, Function<Rule, String> words) {
    int width = rules.stream().mapToInt(rule -> rule.toString().length()).max().orElse(0);
    return rules.stream()
        .map(rule -> ("%-" + width + "s  %s").formatted(rule, words.apply(rule)))
        .toList();
  }

  private String expectedInWords(Rule rule) {
    if (rule.target() instanceof HostName) {
      return "the DNS query for that name";
    }
    return inWords(rule)
        + (expectations.dropped().contains(rule) ? "; dropped, so that nothing answers" : "");
  }

  private static String inWords(Rule rule) {
    if (rule.target() instanceof BuildHost) {
      return "out, the server at that port of the machine that runs Maven, which is at localhost inside";
    }
    String direction =
        switch (rule.direction()) {
          case BOTH -> "in and out";
          case IN -> "in";
          case OUT -> "out";
        };
    String name =
        rule.target() instanceof HostName
            ? ", at the addresses that the name has when the container starts"
            : "";
    return direction + ", " + inWords(rule.traffic(), rule.direction()) + name;
  }

  private static String inWords(Traffic traffic, Direction direction) {
    if (!(traffic instanceof Traffic.Transport transport)) {
      return "every protocol";
    }
    String protocols =
        transport.protocols().stream().map(Protocol::name).collect(Collectors.joining(" and "));
    if (transport.ports().equals(Ports.ALL)) {
      return protocols + ", every port";
    }
    String ports = (transport.ports().isSingle() ? " port " : " ports ") + transport.ports();
    String whose =
        switch (direction) {
          case BOTH -> " of the one who is called";
          case IN -> " of the sandboxed program";
          case OUT -> "";
        };
    return protocols + ports + whose;
  }

  private static String list(List<Network> networks) {
    return Stream.concat(
            networks.stream().filter(n -> !n.isIpv6()), networks.stream().filter(Network::isIpv6))
        .map(Network::toString)
        .collect(Collectors.joining(", "));
  }
}
