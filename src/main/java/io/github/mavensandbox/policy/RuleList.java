package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the lists of rules that users write; an error has the rule's place. */
final class RuleList {

  /** Matches {@code out db.internal:80/tcp}; group 1 ends before the ports, group 2 is the rest. */
  private static final Pattern WITH_PORTS = Pattern.compile("([^:]+:|.*]:)[0-9-]+(/[a-z]+)?");

  /** Matches {@code 443}, {@code 8000-8010/tcp}; group 2 is the protocol. */
  private static final Pattern MORE_PORTS = Pattern.compile("([0-9-]+)(/[a-z]+)?");

  /** Behind a rule of what is expected: what it names gets no answer. */
  private static final Pattern DROP = Pattern.compile("(.*)[ \t]+drop[ \t\r\n]*", Pattern.DOTALL);

  private RuleList() {}

  static List<ConfiguredRule> allowed(List<WrittenRule> written) throws PolicyException {
    return read(written, false, Admission::checkAllowed);
  }

  static List<ConfiguredRule> denied(List<WrittenRule> written) throws PolicyException {
    return read(written, true, Admission::checkDenied);
  }

  static List<ConfiguredRule> expected(List<WrittenRule> written) throws PolicyException {
    List<Matcher> drops = written.stream().map(rule -> DROP.matcher(rule.text())).toList();
    List<WrittenRule> bare = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      String text = drops.get(i).matches() ? drops.get(i).group(1) : written.get(i).text();
      bare.add(new WrittenRule(written.get(i).place(), text));
    }
    List<ConfiguredRule> expected = new ArrayList<>();
    for (ConfiguredRule rule : read(bare, false, Admission::checkExpected)) {
      if (drops.get(expected.size()).matches()) {
        Admission.checkDropped(rule);
        expected.add(new ConfiguredRule(rule.place(), false, true, rule.rule()));
      } else {
        expected.add(rule);
      }
    }
    return expected;
  }

  /**
   * @param written a rule each; the word {@code none} alone, wherever it is written, is an empty
   *     list
   * @param admission refuses rules that are well written but have no place in this list
   */
  private static List<ConfiguredRule> read(
      List<WrittenRule> written, boolean denied, Check admission) throws PolicyException {
    if (written.stream().allMatch(WrittenRule::isNone)) {
      return List.of();
    }
    List<ConfiguredRule> rules = new ArrayList<>();
    String before = "";
    for (WrittenRule each : written) {
      try {
        if (each.isNone()) {
          throw new PolicyException("stands alone; remove it, or all other rules");
        }
        refuseSplitPorts(before, each.text());
        Rule rule = RuleParser.read(each.text());
        admission.accept(rule);
        rules.add(new ConfiguredRule(each.place(), denied, false, rule));
      } catch (PolicyException e) {
        throw new PolicyException(each.place() + ": " + e.getMessage());
      }
      before = each.text();
    }
    return rules;
  }

  /** Commas separate the rules of a property, and so split what is meant as one rule's ports. */
  private static void refuseSplitPorts(String before, String text) throws PolicyException {
    Matcher first = WITH_PORTS.matcher(before);
    Matcher port = MORE_PORTS.matcher(text);
    if (first.matches() && port.matches()) {
      String protocol = port.group(2) == null ? "" : port.group(2);
      throw new PolicyException(
          "is a port without a target; one rule has one port or one range, so write %s and %s"
              .formatted(
                  Quoted.of(before + (first.group(2) == null ? protocol : "")),
                  Quoted.of(
                      first.group(1)
                          + port.group(1)
                          + (first.group(2) == null ? protocol : first.group(2)))));
    }
  }

  private interface Check {
    void accept(Rule rule) throws PolicyException;
  }
}
