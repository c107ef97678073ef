package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.engine.ImageDetails;
import java.util.List;

/**
 * The names of {@link TestImages}. Labels alone do not identify these: an image that a user builds
 * or commits from one inherits them.
 */
public final class TestImageNames {

  /** Podman says where an image with a short name is from. */
  private static final String HERE = "localhost/";

  private TestImageNames() {}

  /**
   * Returns by what names, or by what id, an engine is asked to remove an image; nothing where it
   * is the user's.
   */
  public static List<String> of(ImageDetails image) {
    if (image.references().isEmpty()) {
      // It lost its name to another one.
      return image.labels().containsKey(TestImages.BASE_LABEL) ? List.of(image.id()) : List.of();
    }
    return image.references().stream()
        .filter(name -> withoutHost(name).startsWith(TestImages.NAME))
        .toList();
  }

  /** Returns a name as the plugin gave it. */
  static String withoutHost(String name) {
    return name.startsWith(HERE) ? name.substring(HERE.length()) : name;
  }
}
