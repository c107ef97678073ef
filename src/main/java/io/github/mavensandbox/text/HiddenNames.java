package io.github.mavensandbox.text;

import java.nio.file.Path;

/** Names that begin with a dot: files below one are often secrets. */
public final class HiddenNames {

  private HiddenNames() {}

  /** Returns whether a path has one. */
  public static boolean areIn(Path path) {
    for (Path name : path) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
