package io.github.mavensandbox.adversary;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a technique cannot be shown, or means nothing; each with its reason. */
final class Applicability {

  private static final String DROPPED = "the engine's internal network drops what is for everybody";

  /** What does not arrive without a sandbox either. */
  private static final Map<String, String> NOT_SHOWN_ON_DOCKER =
      Map.of("broadcast-all", DROPPED, "mdns", DROPPED, "llmnr", DROPPED, "join", DROPPED);

  private static final Map<String, String> NOT_SHOWN_ON_PODMAN =
      Map.of("dns-engine-udp", "the engine has no resolver there");

  private static final Map<String, String> NOT_SHOWN_ROOTLESS =
      Map.of("core-pattern", "it is the machine's root's, who this engine's root is not");

  private static final String ROOT = "only root can";
  private static final String NOWHERE = "the machine has no such file";

  /** What an ordinary user cannot do on the machine, nor as root of a network of its own. */
  private static final Map<String, String> NOT_SHOWN_TO_USER =
      Map.ofEntries(
          Map.entry("raw-icmp", ROOT),
          Map.entry("sctp", ROOT),
          Map.entry("dccp", ROOT),
          Map.entry("gre", ROOT),
          Map.entry("ipip", ROOT),
          Map.entry("core-pattern", ROOT),
          Map.entry("system-files", ROOT),
          Map.entry("sudo", "it takes a password"),
          Map.entry("record-read", NOWHERE),
          Map.entry("record-write", NOWHERE),
          Map.entry("record-delete", NOWHERE),
          Map.entry("policy", NOWHERE),
          Map.entry("tools", NOWHERE),
          Map.entry("base-image", "there is no image"),
          Map.entry("pasta-router", "pasta is silent where it has given the addresses"));

  private static final Set<Way> FORKS = Set.of(Way.PREPARE, Way.TEST, Way.WAY_OUT, Way.NO_WAY_OUT);

  /** In namespaces. */
  private static final Map<String, String> OF_CONTAINERS =
      Map.of(
          "base-image", "not applicable: there is no image",
          "signal-watcher", "not applicable: process 1 is the test's own");

  private Applicability() {}

  /** Says why a technique cannot be shown to work without a sandbox, where that is known. */
  static Optional<String> notShown(Technique technique, Engine engine) {
    Map<String, String> reasons = new HashMap<>();
    reasons.putAll(engine.isPodman() ? NOT_SHOWN_ON_PODMAN : NOT_SHOWN_ON_DOCKER);
    if (engine.isRootless()) {
      reasons.putAll(NOT_SHOWN_ROOTLESS);
    }
    return Optional.ofNullable(reasons.get(technique.name()));
  }

  /** The same for an ordinary user of a machine without an engine. */
  static Optional<String> notShownToUser(Technique technique) {
    return Optional.ofNullable(NOT_SHOWN_TO_USER.get(technique.name()));
  }

  /** Says why a technique means nothing in a way of running, where that is so. */
  static Optional<String> meaningless(Technique technique, Way way) {
    if (way == Way.NO_WAY_OUT && technique.must() == Technique.Must.WORKS) {
      return Optional.of("not applicable: nothing is allowed");
    }
    if (Way.IN_NAMESPACES.contains(way) && OF_CONTAINERS.containsKey(technique.name())) {
      return Optional.of(OF_CONTAINERS.get(technique.name()));
    }
    if (technique.must() == Technique.Must.PLANTED && !FORKS.contains(way)) {
      return Optional.of("not applicable: nothing comes back");
    }
    return technique.name().equals("signal-watcher") && FORKS.contains(way)
        ? Optional.of("not applicable: process 1 is the test's own timer")
        : Optional.empty();
  }
}
