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

  private static final Set<Way> FORKS = Set.of(Way.PREPARE, Way.TEST);

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

  /** Says why a technique means nothing in a way of running, where that is so. */
  static Optional<String> meaningless(Technique technique, Way way) {
    if (technique.must() == Technique.Must.PLANTED && !FORKS.contains(way)) {
      return Optional.of("not applicable: nothing comes back");
    }
    return technique.name().equals("signal-watcher") && FORKS.contains(way)
        ? Optional.of("not applicable: process 1 is the test's own timer")
        : Optional.empty();
  }
}
