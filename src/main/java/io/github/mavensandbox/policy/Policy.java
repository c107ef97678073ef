package io.github.mavensandbox.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a sandboxed program may reach, and what may reach it. Policies of the same rules are equal,
 * in whatever order and overlap these were written.
 */
public final class Policy {

  /** What is allowed where nothing is configured. */
  public static final List<String> DEFAULT_ALLOW = WrittenPolicy.DEFAULT_ALLOW;

  private final List<ConfiguredRule> configured;
  private final List<Rule> allow;
  private final List<Rule> deny;
  private final List<Rule> drop;
  private final Optional<String> file;

  private Policy(
      List<ConfiguredRule> configured,
      List<Rule> allow,
      List<Rule> deny,
      List<Rule> drop,
      Optional<String> file) {
    this.configured = configured;
    this.allow = allow;
    this.deny = deny;
    this.drop = drop;
    this.file = file;
  }

  /**
   * Reads a policy. In both lists, the word {@code none} alone means the same as an empty list.
   *
   * @param allow what is reachable; nothing but loopback if empty
   * @param deny what is not, although it is allowed
   * @throws PolicyException at the first rule that cannot be taken, with its list and position
   */
  public static Policy of(List<String> allow, List<String> deny) throws PolicyException {
    return of(
        new WrittenPolicy(
            WrittenRule.of("<allow>", allow), WrittenRule.of("<deny>", deny), List.of()));
  }

  /**
   * Reads what was written of a policy, without what is expected.
   *
   * @throws PolicyException at the first rule that cannot be taken, with its place
   */
  public static Policy of(WrittenPolicy written) throws PolicyException {
    List<ConfiguredRule> allowed = RuleList.allowed(written.allow());
    List<ConfiguredRule> denied = RuleList.denied(written.deny());
    return new Policy(
        Stream.concat(allowed.stream(), denied.stream()).toList(),
        normalise(allowed.stream().flatMap(ConfiguredRule::atoms)),
        normalise(denied.stream().flatMap(ConfiguredRule::atoms)),
        List.of(),
        written.file());
  }

  /**
   * Returns this policy with the way in which some of what it blocks is blocked: packets to there
   * vanish, where others are refused.
   */
  public Policy dropping(Collection<Rule> dropped) {
    return new Policy(
        configured, allow, deny, normalise(dropped.stream().flatMap(Atom::dropped)), file);
  }

  /**
   * Returns this policy with more rules.
   *
   * @throws PolicyException as {@link #of} does
   */
  public Policy with(List<String> allowed, List<String> denied) throws PolicyException {
    return of(new WrittenPolicy(
            WrittenRule.of("<allow>", joined(allow, allowed)),
            WrittenRule.of("<deny>", joined(deny, denied)),
            List.of(),
            file))
        .dropping(drop);
  }

  private static List<String> joined(List<Rule> rules, List<String> more) {
    return Stream.concat(rules.stream().map(Rule::toString), more.stream()).toList();
  }

  private static List<Rule> normalise(Stream<Atom> atoms) {
    Set<Rule> merged = new HashSet<>();
    atoms
        .collect(Collectors.groupingBy(Atom::mergeable, Collectors.toSet()))
        .values()
        .forEach(group -> merged.addAll(NormalForm.merge(group)));
    return NormalForm.forPeople(merged);
  }

  /**
   * The ports of servers on the machine that runs Maven, which no firewall rule is about: to the
   * program they are ports of its own loopback.
   */
  public List<Integer> hostPorts() {
    return allow.stream()
        .filter(rule -> rule.target() instanceof BuildHost)
        .map(rule -> ((Traffic.Transport) rule.traffic()).ports().first())
        .toList();
  }

  /** The policy file that a person adds rules to; empty if the project has no such file. */
  public Optional<String> file() {
    return file;
  }

  /** The normal form in its smallest parts, without {@link #hostPorts}. */
  public Stream<Atom> atoms() {
    return Stream.of(
            deny.stream().flatMap(Atom::denied),
            allow.stream()
                .filter(rule -> !(rule.target() instanceof BuildHost))
                .flatMap(Atom::allowed),
            drop.stream().flatMap(Atom::dropped))
        .flatMap(atoms -> atoms);
  }

  /** What is allowed, in normal form: merged, and in one order. */
  public List<Rule> allow() {
    return allow;
  }

  /** What is denied, in normal form. */
  public List<Rule> deny() {
    return deny;
  }

  /** What is blocked without an answer, in normal form. */
  public List<Rule> drop() {
    return drop;
  }

  /** The normal form, one rule a string: {@code allow 10.0.0.0/8}, {@code deny 10.1.0.0/16}. */
  public List<String> rules() {
    return Stream.concat(
            allow.stream().map(rule -> "allow " + rule), deny.stream().map(rule -> "deny " + rule))
        .toList();
  }

  /** The rules as they were written, the allowed ones first. */
  List<ConfiguredRule> configured() {
    return configured;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Policy policy
        && allow.equals(policy.allow)
        && deny.equals(policy.deny)
        && drop.equals(policy.drop);
  }

  @Override
  public int hashCode() {
    return Objects.hash(allow, deny, drop);
  }

  /** The normal form, on one line. */
  @Override
  public String toString() {
    return "allow %s, deny %s%s"
        .formatted(texts(allow), texts(deny), drop.isEmpty() ? "" : ", drop " + texts(drop));
  }

  private static String texts(Collection<Rule> rules) {
    return rules.isEmpty()
        ? ReservedWords.NONE
        : rules.stream().map(Rule::toString).collect(Collectors.joining(", "));
  }
}
