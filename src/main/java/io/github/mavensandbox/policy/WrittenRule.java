package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A rule as it was written, not read yet.
 *
 * @param place what an error or a remark calls it, for instance {@code <allow> rule 3,
 *     '10.0.0.0/8'} or {@code policy.txt:12:7, '10.0.0.0/8'}
 */
public record WrittenRule(String place, String text) {

  /**
   * Numbers the rules of a list.
   *
   * @param list as a POM has it, for instance {@code <allow>}
   */
  public static List<WrittenRule> of(String list, List<String> texts) {
    List<WrittenRule> rules = new ArrayList<>();
    for (String each : texts) {
      // Maven turns an empty element into null.
      String text = Objects.requireNonNullElse(each, "");
      rules.add(
          new WrittenRule(list + " rule " + (rules.size() + 1) + ", " + Quoted.of(text), text));
    }
    return rules;
  }

  /** Whether this is the word that stands for an empty list. */
  boolean isNone() {
    return text.trim().equals(ReservedWords.NONE);
  }
}
