package io.github.mavensandbox.mojo.kept;

import java.io.IOException;
import java.util.Locale;

/**
 * Something that the plugin keeps for a user.
 *
 * @param name what it is, as the user may look for it
 * @param size in bytes
 * @param removal removes it
 */
record Kept(String name, long size, Removal removal) {

  private static final double MEGABYTE = 1_000_000;

  /** Removes something, or says why it stays. */
  @FunctionalInterface
  interface Removal {
    void run() throws IOException, InterruptedException;
  }

  String line() {
    return String.format(Locale.ROOT, "%s, %.1f MB", name, size / MEGABYTE);
  }
}
