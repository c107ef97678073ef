package io.github.mavensandbox.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mavensandbox.policy.firewall.Ruleset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Any text as a policy: a line is a rule, and after an empty line come those that deny. */
public final class RulesFuzz {

  /** What lines of iptables-restore, ipset-restore and the list of names are made of. */
  private static final Pattern LINES = Pattern.compile("(?:[ -~]*\n)*");

  private RulesFuzz() {}

  /** Inputs to begin with. */
  public static List<byte[]> seeds() {
    return List.of(
        """
        192.168.0.0/24
        out example.com:443/tcp
        in [2001:db8::/32]:8000-8999/udp
        [2001:db8::1]:443

        in 192.168.0.7
        """
            .getBytes(UTF_8),
        "none\n".getBytes(UTF_8),
        "out 10.0.0.0/8:53\nout bücher.example/udp\n198.51.100.1/tcp\n".getBytes(UTF_8));
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    List<String> lines = new String(input, UTF_8).lines().toList();
    int empty = lines.indexOf("");
    List<String> allow = empty < 0 ? lines : lines.subList(0, empty);
    List<String> deny = empty < 0 ? List.of() : lines.subList(empty + 1, lines.size());
    Policy policy;
    try {
      policy = Policy.of(allow, deny);
    } catch (PolicyException e) {
      check(e.getMessage().lines().count() == 1, "an error of more than a line: " + e.getMessage());
      return;
    }
    checkNormalForm(policy);
    Ruleset.of(policy)
        .files()
        .forEach((name, text) -> check(LINES.matcher(text).matches(), name + ": " + text));
    Explanation.of(policy, Expectations.none())
        .forEach(line -> check(line.lines().count() <= 1, line));
  }

  private static void checkNormalForm(Policy policy) {
    List<String> allow = new ArrayList<>();
    policy.allow().forEach(rule -> allow.add(rule.toString()));
    List<String> deny = new ArrayList<>();
    policy.deny().forEach(rule -> deny.add(rule.toString()));
    try {
      Policy again = Policy.of(allow, deny);
      check(again.equals(policy), policy + " is read as " + again);
      check(Ruleset.of(again).equals(Ruleset.of(policy)), "another firewall: " + policy);
    } catch (PolicyException e) {
      throw new AssertionError(policy + " is not read again", e);
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
