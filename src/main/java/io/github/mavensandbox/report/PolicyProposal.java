package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.policy.Closed;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Network;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.PortRanges;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.record.DnsAnswers;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.PacketDirection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The policy that a report's runs would need: the configured one, with what their violations add.
 *
 * <p>An address that a name server's answer led to is proposed by its name. Only an audit has such
 * answers; without them, a name that was looked up is proposed for every port.
 *
 * @param allow rules in normal form
 * @param deny rules in normal form
 * @param expect the configured rules, then the proposed ones
 * @param left what no rule is proposed for, and why, a line each; not safe to print
 */
public record PolicyProposal(
    List<Line> allow, List<Line> deny, List<Line> expect, List<String> left) {

  /**
   * A rule.
   *
   * @param why it is proposed, in short: who called, in which test; not safe to print. Empty where
   *     it is configured already
   */
  public record Line(String rule, List<String> why) {

    public Line {
      why = List.copyOf(why);
    }
  }

  /** RFC 6761: they are nobody's, so no resolver knows them. */
  private static final List<String> NEVER_THERE = List.of(".invalid", ".test");

  public PolicyProposal {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    expect = List.copyOf(expect);
    left = List.copyOf(left);
  }

  /** Reads a report. */
  public static PolicyProposal of(Report report) {
    try {
      return new Collector(report).collect();
    } catch (PolicyException e) {
      throw new IllegalStateException("a report's policy is none: " + e.getMessage(), e);
    }
  }

  private static final class Collector {

    private final Report report;
    private final Policy policy;
    private final Map<Rule, Set<String>> allow = new LinkedHashMap<>();
    private final Map<String, Set<String>> expect = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();

    Collector(Report report) throws PolicyException {
      this.report = report;
      policy = Policy.of(configured("allow "), configured("deny "));
    }

    private List<String> configured(String list) {
      return report.policy().stream()
          .filter(rule -> rule.startsWith(list))
          .map(rule -> rule.substring(list.length()))
          .toList();
    }

    PolicyProposal collect() throws PolicyException {
      for (Run run : report.runs()) {
        Set<String> called = new LinkedHashSet<>();
        List<Violation> violations = Violation.of(run);
        violations.stream()
            .filter(each -> each.endpoint().name().isEmpty())
            .forEach(each -> addFlow(each, called));
        violations.stream()
            .filter(each -> each.endpoint().name().isPresent())
            .forEach(each -> addQuery(each, called));
        for (PacketDirection direction : Verdict.JUDGED) {
          Unlisted.of(run.verdict(), direction)
              .forEach(rest -> left.add(rest + ": of them nothing more is known"));
        }
      }
      List<String> rules = new ArrayList<>(configured("allow "));
      PortRanges.join(allow.keySet()).forEach(rule -> rules.add(rule.toString()));
      Policy whole = Policy.of(rules, configured("deny "));
      List<Line> expected =
          new ArrayList<>(report.expect().stream().map(rule -> new Line(rule, List.of())).toList());
      expect.forEach((rule, why) -> expected.add(new Line(rule, List.copyOf(why))));
      return new PolicyProposal(
          whole.allow().stream().map(this::allowed).toList(),
          whole.deny().stream().map(rule -> new Line(rule.toString(), List.of())).toList(),
          expected,
          List.copyOf(left));
    }

    /** With the reasons of all that it came from. */
    private Line allowed(Rule rule) {
      Set<String> why = new LinkedHashSet<>();
      allow.forEach(
          (proposed, reasons) -> {
            if (rule.covers(proposed)) {
              why.addAll(reasons);
            }
          });
      return new Line(rule.toString(), List.copyOf(why));
    }

    private void addFlow(Violation violation, Set<String> called) {
      Endpoint endpoint = violation.endpoint();
      Network address = Network.of(PolicyTerms.address(endpoint));
      if (Closed.isClosed(address)) {
        leave(
            violation, "link-local, multicast or metadata; only a rule with this address opens it");
        return;
      }
      if (isNameService(endpoint)) {
        leave(violation, "a name server; rules name hosts, which are resolved at the start");
        return;
      }
      List<Rule> rules = new ArrayList<>();
      if (endpoint.direction() == PacketDirection.OUT) {
        for (String name : answers(violation).of(endpoint.address())) {
          called.add(name);
          rules.addAll(admitted("out " + name + traffic(endpoint)).toList());
        }
      }
      if (rules.isEmpty()) {
        rules.addAll(RuleAdvice.ruleFor(endpoint).stream().flatMap(Collector::admitted).toList());
      }
      if (rules.isEmpty()) {
        leave(violation, "no rule can allow it");
      }
      for (Rule rule : rules) {
        if (policy.deny().stream().anyMatch(denied -> denied.covers(rule))) {
          leave(violation, "<deny> has it");
        } else {
          put(allow, rule, violation);
        }
      }
    }

    private static boolean isNameService(Endpoint endpoint) {
      return endpoint.direction() == PacketDirection.OUT
          && endpoint.port().isPresent()
          && Closed.PORTS.contains(endpoint.port().getAsInt());
    }

    private static String traffic(Endpoint endpoint) {
      String protocol = endpoint.protocol().name();
      return List.of("tcp", "udp").contains(protocol) && endpoint.port().isPresent()
          ? ":" + endpoint.port().getAsInt() + "/" + protocol
          : "";
    }

    private void addQuery(Violation violation, Set<String> called) {
      String name = violation.endpoint().name().orElseThrow();
      if (called.contains(name)) {
        // The rules for what it led to have it resolved.
        return;
      }
      List<Rule> rules = admitted("out " + name).toList();
      if (rules.isEmpty() || name.endsWith(".arpa") || isExpected(violation, name)) {
        addExpected(violation, name);
      } else {
        rules.forEach(rule -> put(allow, rule, violation));
      }
    }

    /** Whether a look-up of it is all that there was, or can be. */
    private boolean isExpected(Violation violation, String name) {
      if (!violation.run().isAudit()) {
        return !name.contains(".") || NEVER_THERE.stream().anyMatch(name::endsWith);
      }
      Predicate<String> isAllowed =
          address ->
              policy.allow().stream()
                  .anyMatch(
                      rule ->
                          rule.target() instanceof Network network
                              && network.contains(network(address)));
      return answers(violation).names().entrySet().stream()
          .filter(answer -> answer.getValue().contains(name))
          .noneMatch(answer -> isAllowed.test(answer.getKey()));
    }

    private static Network network(String address) {
      return Network.of(PolicyTerms.address(address));
    }

    private void addExpected(Violation violation, String name) {
      try {
        for (Rule rule : Expectations.of(List.of("out " + name)).rules()) {
          put(expect, rule.toString(), violation);
        }
      } catch (PolicyException e) {
        leave(violation, "no rule can name it");
      }
    }

    private static DnsAnswers answers(Violation violation) {
      return violation.run().verdict().record().answers();
    }

    private static Stream<Rule> admitted(String text) {
      try {
        return Policy.of(List.of(text), List.of()).allow().stream();
      } catch (PolicyException e) {
        return Stream.empty();
      }
    }

    private void leave(Violation violation, String why) {
      left.add(Wording.of(violation.endpoint()) + ": " + why);
    }

    private static <K> void put(Map<K, Set<String>> rules, K rule, Violation violation) {
      rules.computeIfAbsent(rule, ignored -> new LinkedHashSet<>()).addAll(why(violation));
    }

    private static Collection<String> why(Violation violation) {
      if (violation.endpoint().direction() == PacketDirection.IN) {
        return List.of("called from there");
      }
      List<String> callers =
          violation.isExplained()
              ? violation.explanation().calls().stream().map(Collector::why).toList()
              : List.of();
      return callers.isEmpty() ? List.of("unattributed") : callers;
    }

    private static String why(Calls calls) {
      Caller caller = calls.caller();
      return caller.origin().map(Origin::name).orElse("unattributed")
          + caller.test().map(test -> ", in test " + test).orElse("");
    }
  }
}
