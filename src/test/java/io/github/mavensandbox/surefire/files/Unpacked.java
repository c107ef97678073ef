package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An entry as it comes out of a tar.
 *
 * @param header what is said about it
 * @param content what is in it
 */
record Unpacked(TarArchiveEntry header, byte[] content) {

  /** Unpacks a tar, in order; a name that is there twice is an error. */
  static Map<String, Unpacked> all(byte[] tar) throws IOException {
    Map<String, Unpacked> all = new LinkedHashMap<>();
    TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(tar), UTF_8.name());
    for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (all.put(entry.getName(), new Unpacked(entry, in.readAllBytes())) != null) {
        throw new AssertionError(entry.getName() + " is in it twice");
      }
    }
    return all;
  }

  String text() {
    return new String(content, UTF_8);
  }

  /** The permissions and the owner, as {@code 755 1000:1000}. */
  String access() {
    return Integer.toOctalString(header.getMode() & 07777)
        + " "
        + header.getLongUserId()
        + ":"
        + header.getLongGroupId();
  }
}
