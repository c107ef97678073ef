package io.github.mavensandbox.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The files that come with the plugin, beside its classes. */
public final class OwnFile {

  private OwnFile() {}

  /** Reads the file of this name that lies beside a class. */
  public static byte[] bytes(Class<?> neighbour, String name) throws IOException {
    try (InputStream in = neighbour.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the plugin's jar has no " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Reads one that is text. */
  public static String text(Class<?> neighbour, String name) throws IOException {
    return new String(bytes(neighbour, name), StandardCharsets.UTF_8);
  }
}
