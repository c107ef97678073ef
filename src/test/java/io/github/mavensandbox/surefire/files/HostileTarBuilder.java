package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes tars that no well-meaning program makes. */
final class HostileTarBuilder {

  static final Instant TIME = Instant.parse("2020-02-02T02:02:02Z");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, UTF_8.name());

  HostileTarBuilder() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  HostileTarBuilder file(String name, String content) throws IOException {
    return file(name, content, 0644, TIME);
  }

  HostileTarBuilder file(String name, String content, int mode, Instant time) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
    entry.setMode(mode);
    entry.setModTime(time.toEpochMilli());
    return add(entry, content.getBytes(UTF_8));
  }

  HostileTarBuilder directory(String name) throws IOException {
    return special(name, TarConstants.LF_DIR, "");
  }

  HostileTarBuilder special(String name, byte type, String link) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    entry.setLinkName(link);
    entry.setModTime(TIME.toEpochMilli());
    return add(entry, new byte[0]);
  }

  HostileTarBuilder add(TarArchiveEntry entry, byte[] content) throws IOException {
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }

  /** Ends the tar as it should be. */
  byte[] bytes() throws IOException {
    tar.finish();
    tar.flush();
    return bytes.toByteArray();
  }

  /** What there is without an end. */
  byte[] cut() throws IOException {
    tar.flush();
    return bytes.toByteArray();
  }
}
