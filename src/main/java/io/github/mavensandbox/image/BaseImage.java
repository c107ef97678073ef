package io.github.mavensandbox.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the image comes from that the program runs on. */
public sealed interface BaseImage {

  /**
   * An image of a registry.
   *
   * @param reference such as {@code eclipse-temurin:17-jre}, with a registry's host or without
   * @param credentials for the registry; when empty, those that Docker or Podman is logged in with
   */
  record Registry(String reference, Optional<Credentials> credentials) implements BaseImage {
    @Override
    public String toString() {
      return reference;
    }
  }

  /**
   * An image that the engine has.
   *
   * @param reference a name or an id
   */
  record Engine(String reference) implements BaseImage {
    @Override
    public String toString() {
      return "docker://" + reference;
    }
  }

  /**
   * An image in a file, as {@code docker save} or Jib writes it.
   *
   * @param file the tar, not compressed
   */
  record Tar(Path file) implements BaseImage {
    @Override
    public String toString() {
      return "tar://" + file;
    }
  }

  /**
   * Parses a reference.
   *
   * @param text {@code name:tag} or {@code registry://name:tag} for an image of a registry, {@code
   *     docker://name:tag} for one that the engine has, {@code tar://path} for a file
   * @param credentials for the registry, if it is one
   * @throws ImageException if the reference is malformed or the file is not there
   */
  static BaseImage parse(String text, Optional<Credentials> credentials) throws ImageException {
    if (text.startsWith("tar://")) {
      Path file = Path.of(text.substring("tar://".length()));
      if (!Files.isRegularFile(file)) {
        throw new ImageException(
            "base image '" + text + "' is not there; name a file as 'docker save' writes it");
      }
      return new Tar(file);
    }
    if (text.startsWith("docker://")) {
      return new Engine(checked(text, "docker://"));
    }
    String reference = checked(text, text.startsWith("registry://") ? "registry://" : "");
    return new Registry(reference, credentials);
  }

  private static String checked(String text, String prefix) throws ImageException {
    String reference = text.substring(prefix.length());
    try {
      ImageReference.parse(reference);
    } catch (InvalidImageReferenceException e) {
      throw new ImageException(
          "base image '%s' is not an image reference; write [registry://|docker://]name:tag or tar://path"
              .formatted(text),
          e);
    }
    return reference;
  }
}
