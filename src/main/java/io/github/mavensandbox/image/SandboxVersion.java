package io.github.mavensandbox.image;

import io.github.mavensandbox.text.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what locks an image's network and drops the privileges from an earlier state of it. */
final class SandboxVersion {

  private static final String PACKAGES = "share/doc/PACKAGES";

  private SandboxVersion() {}

  /**
   * Returns a digest of the entry point's scripts, the system call filter and the list of the
   * tools' packages.
   *
   * @param tools a bundle, and {@code cache} where it is unpacked to
   * @throws ImageException if the bundle is missing or damaged
   */
  static String of(Path tools, Path cache, Architecture architecture) throws ImageException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (String script : ImageLayers.SCRIPTS) {
        all.write(resource(script));
      }
      all.write(SeccompFilter.forArchitecture(architecture));
      all.write(Files.readAllBytes(ToolsBundle.open(tools, cache).resolve(PACKAGES)));
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException("cannot read the sandbox's own files: " + e, e);
    }
    return Sha256.hex(all.toByteArray());
  }

  /** Reads a file of {@code src/main/image}. */
  static byte[] resource(String name) throws IOException {
    try (InputStream in = SandboxVersion.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the plugin's jar has no " + name);
      }
      return in.readAllBytes();
    }
  }
}
