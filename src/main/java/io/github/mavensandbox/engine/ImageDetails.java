package io.github.mavensandbox.engine;

import java.util.List;

/**
 * An image that an engine has.
 *
 * @param id {@code sha256:} and 64 hexadecimal digits: the digest of the image's configuration
 * @param size the sum of its layers as the engine counts it, in bytes
 * @param diffIds the digests of its uncompressed layers, lowest first
 * @param architecture in Go's and OCI's words: {@code amd64}, {@code arm64}, …
 * @param os {@code linux} or {@code windows}
 */
public record ImageDetails(
    String id, long size, List<String> diffIds, String architecture, String os) {

  /** Copies the list. */
  public ImageDetails {
    diffIds = List.copyOf(diffIds);
  }
}
