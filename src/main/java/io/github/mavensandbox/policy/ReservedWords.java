package io.github.mavensandbox.policy;

import io.github.mavensandbox.text.Quoted;
import java.util.Map;

/** Words that could be names of hosts, but are meant otherwise by everybody who writes them. */
final class ReservedWords {

  /** Written alone, in place of rules: there are none. */
  static final String NONE = "none";

  private static final String EVERY_ADDRESS =
      "would be the name of a host; for every address write '0.0.0.0/0' and '::/0'";

  private static final String NOTHING =
      "would be the name of a host; for an empty list write 'none' as its only rule";

  private static final String PROTOCOL =
      "is a protocol without a target; write both, as in 'db.internal:5432/tcp'";

  private static final Map<String, String> PROBLEMS =
      Map.ofEntries(
          Map.entry("*", "is not an address; for every address write '0.0.0.0/0' and '::/0'"),
          Map.entry("all", EVERY_ADDRESS),
          Map.entry("any", EVERY_ADDRESS),
          Map.entry("anything", EVERY_ADDRESS),
          Map.entry("anywhere", EVERY_ADDRESS),
          Map.entry("everything", EVERY_ADDRESS),
          Map.entry("everywhere", EVERY_ADDRESS),
          Map.entry("nothing", NOTHING),
          Map.entry("false", NOTHING),
          Map.entry("off", NOTHING),
          Map.entry(
              "icmp", "is a protocol; a rule with neither ports nor protocol is for ICMP, too"),
          Map.entry("tcp", PROTOCOL),
          Map.entry("udp", PROTOCOL),
          Map.entry(NONE, "stands alone and in lower case, without direction, ports or protocol"),
          Map.entry("drop", "is the last word of a rule of <expect>, as in 'out 192.0.2.1 drop'"),
          Map.entry("in", "is a direction without a target; write 'in 10.0.0.0/8'"),
          Map.entry("out", "is a direction without a target; write 'out 10.0.0.0/8'"));

  private ReservedWords() {}

  /**
   * @param name in lower case
   */
  static void refuse(String name) throws PolicyException {
    String problem = PROBLEMS.get(name);
    if (problem != null) {
      throw new PolicyException(Quoted.of(name) + " " + problem);
    }
  }
}
