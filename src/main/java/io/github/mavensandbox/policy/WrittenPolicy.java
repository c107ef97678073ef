package io.github.mavensandbox.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lists of a policy as they were written in one place or in several, each rule with its place.
 *
 * @param allow what is reachable
 * @param deny what is not, although it is allowed
 * @param expect what is blocked without being a violation
 * @param file the last file that rules come from, which a person adds rules to
 */
public record WrittenPolicy(
    List<WrittenRule> allow,
    List<WrittenRule> deny,
    List<WrittenRule> expect,
    Optional<String> file) {

  /** Nothing is written. */
  public static final WrittenPolicy EMPTY = new WrittenPolicy(List.of(), List.of(), List.of());

  /** What is allowed where no rule says what is. */
  static final List<String> DEFAULT_ALLOW = List.of("192.168.0.0/24");

  public WrittenPolicy {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    expect = List.copyOf(expect);
  }

  /** What is not written in a file. */
  public WrittenPolicy(List<WrittenRule> allow, List<WrittenRule> deny, List<WrittenRule> expect) {
    this(allow, deny, expect, Optional.empty());
  }

  /**
   * Returns these rules and others. A list that says {@code none} adds nothing to what others deny
   * or expect; what it says of all that is allowed, no other rule may contradict.
   */
  public WrittenPolicy and(WrittenPolicy more) {
    return new WrittenPolicy(
        joined(allow, more.allow),
        joined(withoutNone(deny), withoutNone(more.deny)),
        joined(withoutNone(expect), withoutNone(more.expect)),
        more.file.or(() -> file));
  }

  /** Returns these rules, with the default where none says what is allowed. */
  public WrittenPolicy orDefault() {
    return allow.isEmpty()
        ? new WrittenPolicy(WrittenRule.of("<allow>", DEFAULT_ALLOW), deny, expect, file)
        : this;
  }

  /** Returns these rules as those of a file that no person of the project changes. */
  public WrittenPolicy withoutFile() {
    return new WrittenPolicy(allow, deny, expect);
  }

  /**
   * Refuses a rule that is both allowed and denied.
   *
   * @throws PolicyException with both places
   */
  public void refuseContradictions() throws PolicyException {
    Map<Rule, String> denied = new HashMap<>();
    for (ConfiguredRule rule : RuleList.denied(withoutNone(deny))) {
      denied.putIfAbsent(rule.rule(), rule.place());
    }
    for (ConfiguredRule rule : RuleList.allowed(withoutNone(allow))) {
      String place = denied.get(rule.rule());
      if (place != null) {
        throw new PolicyException(
            "%s: is allowed here, and denied in %s; remove one of them"
                .formatted(rule.place(), place));
      }
    }
  }

  private static List<WrittenRule> withoutNone(List<WrittenRule> rules) {
    return rules.size() == 1 && rules.get(0).isNone() ? List.of() : rules;
  }

  private static List<WrittenRule> joined(List<WrittenRule> some, List<WrittenRule> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
