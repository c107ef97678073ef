package io.github.mavensandbox.surefire.fork;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;

/** A file by which Surefire hands system properties to a fork. */
public final class PropertyFile {

  private PropertyFile() {}

  /** Returns the content of such a file without these properties. */
  public static byte[] without(Set<String> secrets, Path file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    properties.keySet().removeAll(secrets);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    properties.store(out, null);
    return out.toByteArray();
  }
}
