package io.github.mavensandbox.report;

import java.util.List;

/**
 * The policy that a report's runs would need: the configured one, with what their violations add.
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

  public PolicyProposal {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    expect = List.copyOf(expect);
    left = List.copyOf(left);
  }
}
