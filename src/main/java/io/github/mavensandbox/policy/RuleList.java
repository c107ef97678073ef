package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads one of the lists of rules that a user writes; an error names the list and the rule. */
final class RuleList {

  /** Written alone, in place of rules: there are none. */
  static final String NONE = "none";

  private RuleList() {}

  /**
   * @param name as a POM has it, for instance {@code <allow>}
   * @param texts one rule each; the word {@code none} alone is an empty list
   * @param admission refuses rules that are well written but have no place in this list
   */
  static List<ConfiguredRule> read(String name, List<String> texts, Check admission)
      throws PolicyException {
    List<ConfiguredRule> rules = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      // Maven turns an empty element into null.
      String text = Objects.requireNonNullElse(texts.get(i), "");
      if (text.trim().equals(NONE) && texts.size() == 1) {
        return List.of();
      }
      String place = name + " rule " + (i + 1) + ", " + Quoted.of(text);
      try {
        if (text.trim().equals(NONE)) {
          throw new PolicyException("stands alone; remove it, or all other rules");
        }
        Rule rule = RuleParser.read(text);
        admission.accept(rule);
        rules.add(new ConfiguredRule(place, name.equals("<deny>"), rule));
      } catch (PolicyException e) {
        throw new PolicyException(place + ": " + e.getMessage());
      }
    }
    return rules;
  }

  interface Check {
    void accept(Rule rule) throws PolicyException;
  }
}
