package io.github.mavensandbox.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the firewall does with traffic that the policy does not allow. */
public enum Mode {
  /** It is blocked and recorded. */
  ENFORCE,
  /**
   * It is recorded and passes, but for what is denied and what is closed unless a rule names it:
   * links, multicast, metadata.
   */
  AUDIT;

  /** The value of {@code sandbox.mode}, and the word in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the options by which an image's entrypoint starts in this mode. */
  public List<String> options() {
    return this == AUDIT ? List.of("--audit") : List.of();
  }

  /** Returns the mode with that label. */
  public static Optional<Mode> of(String label) {
    return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
  }
}
