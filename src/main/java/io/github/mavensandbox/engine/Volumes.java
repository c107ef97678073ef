package io.github.mavensandbox.engine;

import io.github.mavensandbox.engine.options.CreateOptions;
import java.util.Optional;

/**
 * The volumes of a container, beside those of its image.
 *
 * @param own a folder that becomes an anonymous volume, which goes with the last container that has
 *     it
 * @param from a container all of whose volumes this one has, too, but cannot write to
 */
public record Volumes(Optional<String> own, Optional<String> from) {

  /** No volume. */
  public static final Volumes NONE = new Volumes(Optional.empty(), Optional.empty());

  /** Refuses a folder that would open the sandbox. */
  public Volumes {
    if (own.isPresent() && !CreateOptions.canBeVolume(own.get())) {
      throw new IllegalArgumentException(
          "folder '%s' cannot be a volume: it would hide the sandbox's own files or the kernel's, or has a ':' in its name"
              .formatted(own.get()));
    }
    from.ifPresent(EngineName::checkContainer);
  }
}
