package io.github.mavensandbox.mojo.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <from>}: the base image, as in jib-maven-plugin. */
public class From {

  /** Returns the element, or an empty one, with the property in place of its image if it is set. */
  public static From of(@Nullable From element, @Nullable String image) {
    From from = element == null ? new From() : element;
    from.image = image == null ? from.image : image;
    return from;
  }

  /**
   * The base image: {@code name:tag} of a registry, {@code docker://name:tag} of the engine, {@code
   * tar://path} of a file.
   */
  public @Nullable String image;

  /** The registry's user, where neither Docker's log-in nor the settings' servers have one. */
  public @Nullable Auth auth;

  /** The platform of the image, one at most: by default that of the engine, or of this machine. */
  public @Nullable List<Platform> platforms;

  /** {@code <platform>}: an operating system and an architecture. */
  public static class Platform {

    /** {@code amd64} or {@code arm64}. */
    public @Nullable String architecture;

    /** {@code linux}. */
    public @Nullable String os;
  }
}
