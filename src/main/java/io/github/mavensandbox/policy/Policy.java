package io.github.mavensandbox.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a sandboxed program may reach, and what may reach it. Policies of the same rules are equal,
 * in whatever order and overlap these were written.
 */
public final class Policy {

  /** What is allowed where nothing is configured. */
  public static final List<String> DEFAULT_ALLOW = List.of("192.168.0.0/24");

  private final List<ConfiguredRule> configured;
  private final List<Rule> allow;
  private final List<Rule> deny;

  private Policy(List<ConfiguredRule> allowed, List<ConfiguredRule> denied) {
    configured = new ArrayList<>(allowed);
    configured.addAll(denied);
    allow = normalise(allowed);
    deny = normalise(denied);
  }

  /**
   * Reads a policy. In both lists, the word {@code none} alone means the same as an empty list.
   *
   * @param allow what is reachable; nothing but loopback if empty
   * @param deny what is not, although it is allowed
   * @throws PolicyException at the first rule that cannot be taken, with its list and position
   */
  public static Policy of(List<String> allow, List<String> deny) throws PolicyException {
    return new Policy(
        RuleList.read("<allow>", allow, Admission::checkAllowed),
        RuleList.read("<deny>", deny, Admission::checkDenied));
  }

  /**
   * Returns this policy with more rules.
   *
   * @throws PolicyException as {@link #of} does
   */
  public Policy with(List<String> allowed, List<String> denied) throws PolicyException {
    return of(joined(allow, allowed), joined(deny, denied));
  }

  private static List<String> joined(List<Rule> rules, List<String> more) {
    return Stream.concat(rules.stream().map(Rule::toString), more.stream()).toList();
  }

  private static List<Rule> normalise(List<ConfiguredRule> rules) {
    Set<Rule> merged = new HashSet<>();
    rules.stream()
        .flatMap(ConfiguredRule::atoms)
        .collect(Collectors.groupingBy(Atom::mergeable, Collectors.toSet()))
        .values()
        .forEach(atoms -> merged.addAll(NormalForm.merge(atoms)));
    return NormalForm.forPeople(merged);
  }

  /** The normal form in its smallest parts. */
  public Stream<Atom> atoms() {
    return Stream.concat(
        deny.stream().flatMap(Atom::denied), allow.stream().flatMap(Atom::allowed));
  }

  /** What is allowed, in normal form: merged, and in one order. */
  public List<Rule> allow() {
    return allow;
  }

  /** What is denied, in normal form. */
  public List<Rule> deny() {
    return deny;
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
    return other instanceof Policy policy && allow.equals(policy.allow) && deny.equals(policy.deny);
  }

  @Override
  public int hashCode() {
    return Objects.hash(allow, deny);
  }

  /** The normal form, on one line. */
  @Override
  public String toString() {
    return "allow " + texts(allow) + ", deny " + texts(deny);
  }

  private static String texts(Collection<Rule> rules) {
    return rules.isEmpty()
        ? ReservedWords.NONE
        : rules.stream().map(Rule::toString).collect(Collectors.joining(", "));
  }
}
