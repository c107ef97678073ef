package io.github.mavensandbox.engine;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image that an engine has.
 *
 * @param id {@code sha256:} and 64 hexadecimal digits: the digest of the image's configuration, or
 *     of its manifest where Docker has containerd's store
 * @param created when it was made, as it says itself; 1970 when it does not
 * @param size the sum of its layers as the engine counts it, in bytes
 * @param diffIds the digests of its uncompressed layers, lowest first
 * @param architecture in Go's and OCI's words: {@code amd64}, {@code arm64}, …
 * @param os {@code linux} or {@code windows}
 * @param references its names with tags ({@code RepoTags}); empty when it is dangling
 * @param volumes the folders that are a volume in every container of it ({@code VOLUME})
 * @param labels its labels; empty when it has none
 * @param config what else it says about its containers
 */
public record ImageDetails(
    String id,
    Instant created,
    long size,
    List<String> diffIds,
    String architecture,
    String os,
    List<String> references,
    Set<String> volumes,
    Map<String, String> labels,
    ContainerConfig config) {

  public ImageDetails {
    diffIds = List.copyOf(diffIds);
    references = List.copyOf(references);
    volumes = Set.copyOf(volumes);
    labels = Map.copyOf(labels);
  }

  /** Returns the time that an image's {@code created} names; 1970 where it names none. */
  public static Instant time(String created) {
    try {
      return OffsetDateTime.parse(created).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
