package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.policy.Closed;
import io.github.mavensandbox.policy.Direction;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Network;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.policy.PortRanges;
import io.github.mavensandbox.policy.Rule;
import io.github.mavensandbox.policy.Traffic;
import io.github.mavensandbox.record.DnsAnswers;
import io.github.mavensandbox.record.Endpoint;
import io.github.mavensandbox.record.PacketDirection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the proposal. An address that a name server's answer led to is proposed by its name. Only
 * an audit has such answers; without them, a name that was looked up is proposed for every port.
 */
public final class ProposalMaker {

  /** RFC 6761 reserves them for names that no public name server has. */
  private static final List<String> RARELY_THERE = List.of(".invalid", ".test");

  /** As many as a person reads, and far more than a build needs that is not scanning. */
  private static final int MAX_RULES = 1_000;

  private final Report report;
  private final Policy policy;
  private final Map<Rule, Set<String>> allow = new LinkedHashMap<>();
  private final Map<String, Set<String>> expect = new LinkedHashMap<>();
  private final Set<String> left = new LinkedHashSet<>();
  private long more;

  private ProposalMaker(Report report) {
    this.report = report;
    policy = read(configured("allow "));
  }

  private List<String> configured(String list) {
    return report.policy().stream()
        .filter(rule -> rule.startsWith(list))
        .map(rule -> rule.substring(list.length()))
        .toList();
  }

  /** The configured policy with other allowed rules. */
  private Policy read(List<String> allowed) {
    try {
      return Policy.of(allowed, configured("deny "));
    } catch (PolicyException e) {
      throw new IllegalStateException("a report's policy is invalid: " + e.getMessage(), e);
    }
  }

  /** Reads a report. */
  public static PolicyProposal of(Report report) {
    return new ProposalMaker(report).make();
  }

  private PolicyProposal make() {
    report.runs().forEach(this::add);
    if (more > 0) {
      left.add("%s more calls".formatted(Wording.number(more)));
    }
    List<String> rules = new ArrayList<>(configured("allow "));
    PortRanges.join(allow.keySet()).forEach(rule -> rules.add(rule.toString()));
    Policy whole = read(rules);
    List<PolicyProposal.Line> expected =
        new ArrayList<>(
            report.expect().stream()
                .map(rule -> new PolicyProposal.Line(rule, List.of()))
                .toList());
    expect.forEach((rule, why) -> expected.add(new PolicyProposal.Line(rule, List.copyOf(why))));
    return new PolicyProposal(
        whole.allow().stream().map(this::line).toList(),
        whole.deny().stream()
            .map(rule -> new PolicyProposal.Line(rule.toString(), List.of()))
            .toList(),
        expected,
        List.copyOf(left));
  }

  /** With the reasons of all that it came from. */
  private PolicyProposal.Line line(Rule rule) {
    if (policy.allow().contains(rule)) {
      return new PolicyProposal.Line(rule.toString(), List.of());
    }
    Set<String> why = new LinkedHashSet<>();
    Set<Integer> ports = new HashSet<>();
    allow.forEach(
        (proposed, reasons) -> {
          if (rule.covers(proposed)) {
            why.addAll(reasons);
            if (proposed.traffic() instanceof Traffic.Transport transport) {
              ports.add(transport.ports().first());
            }
          }
        });
    if (!rule.traffic().isSinglePort() && ports.size() > 1) {
      why.add("%s ports were seen".formatted(Wording.number(ports.size())));
    }
    return new PolicyProposal.Line(rule.toString(), List.copyOf(why));
  }

  private void add(Run run) {
    DnsAnswers answers = run.verdict().record().answers();
    Map<String, List<String>> addresses = new HashMap<>();
    answers
        .names()
        .forEach(
            (address, names) ->
                names.forEach(
                    name ->
                        addresses.computeIfAbsent(name, any -> new ArrayList<>()).add(address)));
    Map<String, Set<Rule>> called = new HashMap<>();
    List<Violation> violations = Violation.of(run);
    violations.stream()
        .filter(each -> each.endpoint().name().isEmpty())
        .forEach(each -> addFlow(each, answers, called));
    violations.stream()
        .filter(each -> each.endpoint().name().isPresent())
        .forEach(each -> addQuery(each, addresses, called));
    for (PacketDirection direction : Verdict.JUDGED) {
      Unlisted.of(run.verdict(), direction)
          .forEach(rest -> left.add(rest + ": their endpoints are unknown"));
    }
  }

  private void addFlow(Violation violation, DnsAnswers answers, Map<String, Set<Rule>> called) {
    Endpoint endpoint = violation.endpoint();
    List<Rule> byAddress =
        RuleAdvice.ruleFor(endpoint).stream().flatMap(ProposalMaker::admitted).toList();
    Optional<String> closed = closed(endpoint, byAddress);
    if (closed.isPresent()) {
      addExpected(violation, RuleAdvice.ruleFor(endpoint).orElse(""), closed.get());
      return;
    }
    List<Rule> rules = new ArrayList<>();
    if (endpoint.direction() == PacketDirection.OUT) {
      for (String name : answers.of(endpoint.address())) {
        List<Rule> byName = RuleAdvice.byName(endpoint, name);
        rules.addAll(byName);
        called.computeIfAbsent(name, any -> new LinkedHashSet<>()).addAll(byName);
      }
    }
    if (rules.isEmpty()) {
      rules.addAll(byAddress);
    }
    if (rules.isEmpty()) {
      left.add(Wording.of(endpoint) + ": no rule can allow it");
    }
    rules.forEach(rule -> put(rule, why(violation)));
    if (endpoint.port().isEmpty()) {
      rules.forEach(rule -> put(rule, List.of("only " + endpoint.protocol().name() + " was seen")));
    }
  }

  /** Why an endpoint stays closed whatever is allowed, or only a rule of its own opens it. */
  private Optional<String> closed(Endpoint endpoint, List<Rule> byAddress) {
    if (Closed.isClosed(Network.of(PolicyTerms.address(endpoint)))) {
      return Optional.of("stays closed: link-local, multicast or metadata");
    }
    if (endpoint.direction() == PacketDirection.OUT
        && endpoint.port().isPresent()
        && Closed.PORTS.contains(endpoint.port().getAsInt())) {
      return Optional.of("stays closed: a name server; rules name hosts");
    }
    boolean denied =
        byAddress.stream()
            .anyMatch(rule -> policy.deny().stream().anyMatch(other -> other.covers(rule)));
    return denied ? Optional.of("stays closed: <deny> has it") : Optional.empty();
  }

  private void addQuery(
      Violation violation, Map<String, List<String>> addresses, Map<String, Set<Rule>> called) {
    String name = violation.endpoint().name().orElseThrow();
    if (called.containsKey(name)) {
      // Another artifact may have looked it up than called: a name's owner chooses its addresses.
      called
          .get(name)
          .forEach(
              rule ->
                  why(violation).stream()
                      .filter(who -> !allow.getOrDefault(rule, Set.of()).contains(who))
                      .forEach(who -> put(rule, List.of("looked up by " + who))));
      return;
    }
    List<String> found = addresses.getOrDefault(name, List.of());
    if (!violation.run().isAudit()) {
      addWithoutAnswers(violation, name);
    } else if (found.isEmpty()) {
      addExpected(violation, "out " + name, "it led to no address");
    } else {
      addUncalled(violation, name, found);
    }
  }

  private void addWithoutAnswers(Violation violation, String name) {
    List<Rule> rules = RuleAdvice.byName(name, new Traffic.Everything());
    if (rules.isEmpty()
        || name.endsWith(".arpa")
        || !name.contains(".")
        || RARELY_THERE.stream().anyMatch(name::endsWith)) {
      addExpected(
          violation, "out " + name, "it was not looked up; a name that exists is for <allow>");
      return;
    }
    for (Rule rule : rules) {
      put(rule, why(violation));
      put(rule, List.of("it was not looked up; a name that does not exist is for <expect>"));
    }
  }

  /** Either its address is allowed already, and the name is what is missing, or nothing called. */
  private void addUncalled(Violation violation, String name, List<String> addresses) {
    List<Rule> rules =
        policy.allow().stream()
            .filter(rule -> rule.direction() != Direction.IN)
            .filter(
                rule ->
                    rule.target() instanceof Network network
                        && addresses.stream()
                            .map(address -> Network.of(PolicyTerms.address(address)))
                            .anyMatch(network::contains))
            .flatMap(rule -> RuleAdvice.byName(name, rule.traffic()).stream())
            .toList();
    if (rules.isEmpty()) {
      addExpected(
          violation,
          "out " + name,
          "it led to an address that nothing called; in the sandbox it leads nowhere");
    }
    rules.forEach(rule -> put(rule, why(violation)));
  }

  private void addExpected(Violation violation, String rule, String reason) {
    try {
      for (Rule expected : Expectations.of(List.of(rule)).rules()) {
        if (expect.size() >= MAX_RULES && !expect.containsKey(expected.toString())) {
          more++;
          continue;
        }
        Set<String> why = expect.computeIfAbsent(expected.toString(), any -> new LinkedHashSet<>());
        why.addAll(why(violation));
        why.add(reason);
      }
    } catch (PolicyException e) {
      left.add(Wording.of(violation.endpoint()) + ": no rule can name it");
    }
  }

  private static Stream<Rule> admitted(String text) {
    try {
      return Policy.of(List.of(text), List.of()).allow().stream();
    } catch (PolicyException e) {
      return Stream.empty();
    }
  }

  private void put(Rule rule, List<String> why) {
    if (allow.size() >= MAX_RULES && !allow.containsKey(rule)) {
      more++;
      return;
    }
    allow.computeIfAbsent(rule, any -> new LinkedHashSet<>()).addAll(why);
  }

  private static List<String> why(Violation violation) {
    if (violation.endpoint().direction() == PacketDirection.IN) {
      return List.of("called from there");
    }
    List<String> callers =
        violation.isExplained()
            ? violation.explanation().calls().stream().map(ProposalMaker::why).distinct().toList()
            : List.of();
    return callers.isEmpty() ? List.of("unattributed") : callers;
  }

  private static String why(Calls calls) {
    Caller caller = calls.caller();
    return caller.origin().map(Origin::name).orElse("unattributed")
        + caller.test().map(test -> ", in test " + test).orElse("");
  }
}
