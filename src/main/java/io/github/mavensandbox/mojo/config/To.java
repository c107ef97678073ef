package io.github.mavensandbox.mojo.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <to>}: where the image goes, as in jib-maven-plugin. */
public class To {

  /** Returns the element, or an empty one, with the properties that are set in place of its own. */
  public static To of(@Nullable To element, @Nullable String image, @Nullable String tar) {
    To to = element == null ? new To() : element;
    to.image = image == null ? to.image : image;
    to.tar = tar == null ? to.tar : tar;
    return to;
  }

  /**
   * The image's name: {@code name:tag} in the engine, or {@code registry://name:tag} to push it to
   * its registry.
   */
  public @Nullable String image;

  /** More tags for the same image. */
  public @Nullable List<String> tags;

  /** A file to write the image to, instead of the engine. */
  public @Nullable String tar;

  /** The registry's user, where neither Docker's log-in nor the settings' servers have one. */
  public @Nullable Auth auth;
}
