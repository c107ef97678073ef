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

  /**
   * Until 2.22.1 a fork looks for Maven's process, which it cannot see from the sandbox, and ends
   * when it is gone. Without the number it waits for Maven's word alone, as newer ones do.
   */
  private static final String MAVENS_PROCESS = "pluginPid";

  /** Returns what a fork gets of such a file: all but secrets and the number of Maven's process. */
  public static byte[] forFork(Path file, Set<String> secrets) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    }
    properties.keySet().removeAll(secrets);
    properties.remove(MAVENS_PROCESS);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    properties.store(out, null);
    return out.toByteArray();
  }
}
