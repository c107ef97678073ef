package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says about the containers that are made of it.
 *
 * @param environment variables, in addition to the base's
 * @param ports the ports that it listens on: {@code 8080}, {@code 53/udp}, {@code 8000-8010}
 * @param labels labels, in addition to the base's
 * @param volumes absolute paths of directories that outlive a container
 * @param workingDirectory an absolute path; the base's when empty
 * @param creationTime the time that the image says it was made at; a fixed one keeps it
 *     reproducible
 * @param format of the image in a registry or tar; an engine has its own
 */
public record ContainerSettings(
    Map<String, String> environment,
    List<String> ports,
    Map<String, String> labels,
    List<String> volumes,
    Optional<String> workingDirectory,
    Instant creationTime,
    Format format) {

  /** How an image is described in a registry or tar. */
  public enum Format {
    /** Docker's image format, version 2.2. */
    DOCKER(ImageFormat.Docker),
    /** The format of the Open Container Initiative. */
    OCI(ImageFormat.OCI);

    private final ImageFormat jib;

    Format(ImageFormat jib) {
      this.jib = jib;
    }

    ImageFormat jib() {
      return jib;
    }
  }

  /** Nothing but what the base says, created at the epoch. */
  public static final ContainerSettings DEFAULT =
      new ContainerSettings(
          Map.of(), List.of(), Map.of(), List.of(), Optional.empty(), Instant.EPOCH, Format.DOCKER);

  public ContainerSettings {
    environment = Map.copyOf(environment);
    ports = List.copyOf(ports);
    labels = Map.copyOf(labels);
    volumes = List.copyOf(volumes);
  }
}
