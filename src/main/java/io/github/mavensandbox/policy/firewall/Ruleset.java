package io.github.mavensandbox.policy.firewall;

import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.Policy;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy as the files that the image's entrypoint loads. Equal policies give equal files.
 *
 * @param rules4 input of {@code iptables-restore}, in the form in which {@code iptables-save -t
 *     filter} prints it
 * @param rules6 the same for {@code ip6tables-restore}
 * @param audit4 like {@code rules4}, for a start in {@link Mode#AUDIT}
 * @param audit6 like {@code rules6}, for a start in {@link Mode#AUDIT}
 * @param sets input of {@code ipset restore}
 * @param names a line for each rule with a host name: {@code <name> <set> <suffix>}; for an IPv4
 *     address A of the name, {@code A<suffix>} goes into the set {@code <set>4}, for an IPv6
 *     address into {@code <set>6}
 */
public record Ruleset(
    String rules4, String rules6, String audit4, String audit6, String sets, String names) {

  /** The names of the files, in one order. */
  public static final List<String> FILES =
      List.of("rules4", "rules6", "audit4", "audit6", "sets", "names");

  /** Those of the files that only a start in an audit loads. */
  public static final List<String> OF_AUDITS = List.of("audit4", "audit6");

  /** Returns the files of a policy. */
  public static Ruleset of(Policy policy) {
    IpSets sets = new IpSets(policy);
    return new Ruleset(
        new FilterTable(Family.IPV4, sets, Mode.ENFORCE).toText(),
        new FilterTable(Family.IPV6, sets, Mode.ENFORCE).toText(),
        new FilterTable(Family.IPV4, sets, Mode.AUDIT).toText(),
        new FilterTable(Family.IPV6, sets, Mode.AUDIT).toText(),
        sets.toText(),
        sets.names());
  }

  /** The files by name, in the order of {@link #FILES}. */
  public Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    Iterator<String> texts = List.of(rules4, rules6, audit4, audit6, sets, names).iterator();
    FILES.forEach(name -> files.put(name, texts.next()));
    return files;
  }
}
