package io.github.mavensandbox.engine.guard;

import io.github.mavensandbox.engine.options.CreateOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose a container is, and until when, as its labels say.
 *
 * @param owner the process that created it; nothing where that cannot be told
 * @param deadline after which those who cannot see the owner may take it for gone
 */
record Ownership(Optional<Owner> owner, Instant deadline) {

  static final String OWNER_LABEL = CreateOptions.OWN_LABELS + ".owner";
  static final String DEADLINE_LABEL = CreateOptions.OWN_LABELS + ".deadline";

  /**
   * Reads labels; nothing when there is no deadline among them, and so nothing that the plugin
   * created.
   */
  static Optional<Ownership> of(Map<String, String> labels) {
    String deadline = labels.getOrDefault(DEADLINE_LABEL, "");
    if (!deadline.matches("\\d{1,12}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Ownership(
            Owner.parse(labels.getOrDefault(OWNER_LABEL, "")),
            Instant.ofEpochSecond(Long.parseLong(deadline))));
  }

  Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    owner.ifPresent(process -> labels.put(OWNER_LABEL, process.label()));
    labels.put(DEADLINE_LABEL, Long.toString(deadline.getEpochSecond()));
    return labels;
  }
}
