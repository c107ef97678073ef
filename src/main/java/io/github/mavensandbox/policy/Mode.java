package io.github.mavensandbox.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /** How the entrypoint of an image is told; the words stand before the command. */
  public List<String> options() {
    return this == AUDIT ? List.of("--audit") : List.of();
  }

  /** Returns the mode with that label. */
  public static Optional<Mode> of(String label) {
    return Arrays.stream(values()).filter(mode -> mode.label().equals(label)).findFirst();
  }

  /** All labels, for messages: {@code enforce, audit}. */
  public static String labels() {
    return Arrays.stream(values()).map(Mode::label).collect(Collectors.joining(", "));
  }
}
