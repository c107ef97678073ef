package io.github.mavensandbox.image;

import java.util.List;

/**
 * An image that was built.
 *
 * @param id the digest of its configuration, {@code sha256:} and 64 hexadecimal digits: what Podman
 *     calls its id, and Docker where it has not containerd's store
 * @param references its names
 * @param takesAgents whether its command is java, and known to start with {@code -javaagent}
 */
public record BuiltImage(String id, List<String> references, boolean takesAgents) {

  public BuiltImage {
    references = List.copyOf(references);
  }
}
