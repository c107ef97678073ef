package io.github.mavensandbox.surefire.namespaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.policy.firewall.Ruleset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KernelPartTest {

  /** With what makes a set of each type, and a rule of each form. */
  private static final List<String> RULES =
      List.of(
          "out 192.0.2.1:80/tcp",
          "out 192.0.2.0/24",
          "[2001:db8::1]:1-9000/udp",
          "out a.test:5-6/tcp");

  @Test
  void every_match_target_and_type_of_set_that_a_policy_uses_is_tried() throws Exception {
    Ruleset rules = Ruleset.of(Policy.of(RULES, List.of()));
    String all = rules.rules4() + rules.rules6() + rules.audit4() + rules.audit6();
    Set<String> used = found("match $1", "-m (\\S+)", all);
    used.addAll(found("target $1", "-j ([A-Z]+)", all));
    used.addAll(found("ipset $1", "create \\S+ (\\S+)", rules.sets()));
    // Which nf_tables has itself.
    used.removeAll(List.of("target ACCEPT", "target DROP"));

    Set<String> tried = KernelPart.ALL.stream().map(KernelPart::name).collect(Collectors.toSet());
    assertThat(tried).containsAll(used).hasSize(used.size() + List.of("veth", "nf_tables").size());
  }

  private static Set<String> found(String name, String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(name.replace("$1", matcher.group(1)));
    }
    return found;
  }
}
