package io.github.mavensandbox.image;

import io.github.mavensandbox.text.OwnFile;
import io.github.mavensandbox.text.Sha256;
import io.github.mavensandbox.tools.ToolsBundle;
import io.github.mavensandbox.tools.ToolsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What all restricted images have in common, whatever runs in them. */
public final class SandboxImage {

  /** The label that all images have that were built here; its value is their version. */
  public static final String LABEL = "io.github.mavensandbox.image";

  /**
   * All that the image's entry point needs to lock the network and to drop its privileges, these
   * included: what the container gets, without {@code CAP_}.
   */
  public static final List<String> CAPABILITIES =
      List.of("NET_ADMIN", "NET_RAW", "SETUID", "SETGID", "SETPCAP", "KILL");

  /** The home of the user that the program runs as. */
  static final String HOME = "/home/app";

  /** The files of {@code src/main/image}. */
  static final List<String> SCRIPTS =
      List.of("entrypoint", "launch", "allowed-cidr.awk", "summary.awk", "ulogd.conf");

  private static final String PACKAGES = "share/doc/PACKAGES";

  private SandboxImage() {}

  /**
   * Returns the version of what locks an image's network and drops its privileges: a digest of the
   * entry point's scripts, the system call filter and the list of the tools' packages.
   *
   * @param tools a bundle, and {@code cache} where it is unpacked to
   * @throws ImageException if the bundle is missing or damaged
   */
  static String version(Path tools, Path cache, Architecture architecture) throws ImageException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (String script : SCRIPTS) {
        all.write(script(script));
      }
      all.write(SeccompFilter.forArchitecture(architecture));
      all.write(Files.readAllBytes(ToolsBundle.open(tools, cache).resolve(PACKAGES)));
    } catch (ImageException e) {
      throw e;
    } catch (ToolsException e) {
      throw new ImageException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new ImageException("cannot read the sandbox's own files: " + e, e);
    }
    return Sha256.hex(all.toByteArray());
  }

  /** Reads one of the {@link #SCRIPTS}. */
  public static byte[] script(String name) throws IOException {
    return OwnFile.bytes(SandboxImage.class, name);
  }
}
