package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one of the lists of rules that a user writes; an error names the list and the rule. */
final class RuleList {

  /** Matches {@code out db.internal:80/tcp}; group 1 ends before the ports, group 2 is the rest. */
  private static final Pattern WITH_PORTS = Pattern.compile("([^:]+:|.*]:)[0-9-]+(/[a-z]+)?");

  /** Matches {@code 443}, {@code 8000-8010/tcp}; group 2 is the protocol. */
  private static final Pattern MORE_PORTS = Pattern.compile("([0-9-]+)(/[a-z]+)?");

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
      if (text.trim().equals(ReservedWords.NONE) && texts.size() == 1) {
        return List.of();
      }
      String place = name + " rule " + (i + 1) + ", " + Quoted.of(text);
      try {
        if (text.trim().equals(ReservedWords.NONE)) {
          throw new PolicyException("stands alone; remove it, or all other rules");
        }
        refuseSplitPorts(i == 0 ? null : texts.get(i - 1), text);
        Rule rule = RuleParser.read(text);
        admission.accept(rule);
        rules.add(new ConfiguredRule(place, name.equals("<deny>"), rule));
      } catch (PolicyException e) {
        throw new PolicyException(place + ": " + e.getMessage());
      }
    }
    return rules;
  }

  /** Commas separate the rules of a property, and so split what is meant as one rule's ports. */
  private static void refuseSplitPorts(@Nullable String before, String text)
      throws PolicyException {
    Matcher first = WITH_PORTS.matcher(Objects.requireNonNullElse(before, ""));
    Matcher port = MORE_PORTS.matcher(text);
    if (first.matches() && port.matches()) {
      String protocol = Objects.requireNonNullElse(port.group(2), "");
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

  interface Check {
    void accept(Rule rule) throws PolicyException;
  }
}
