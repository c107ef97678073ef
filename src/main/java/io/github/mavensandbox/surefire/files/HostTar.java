package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes entries as a tar. */
public final class HostTar {

  private static final int BUFFER = 1 << 17;

  private final long uid;
  private final long gid;
  private final byte[] buffer = new byte[BUFFER];

  public HostTar(long uid, long gid) {
    this.uid = uid;
    this.gid = gid;
  }

  /**
   * Writes a whole tar, in the order of the names, in which a directory comes before what is in it.
   */
  public void write(SortedMap<String, HostEntry> entries, OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, BUFFER);
    TarArchiveOutputStream tar = new TarArchiveOutputStream(buffered, UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    for (Map.Entry<String, HostEntry> entry : entries.entrySet()) {
      write(entry.getKey(), entry.getValue(), tar);
    }
    tar.finish();
    buffered.flush();
  }

  private void write(String name, HostEntry entry, TarArchiveOutputStream tar) throws IOException {
    if (entry instanceof HostEntry.Copy copy) {
      copy(name, copy, tar);
    } else if (entry instanceof HostEntry.Content content) {
      tar.putArchiveEntry(header(name, entry, content.bytes().length));
      tar.write(content.bytes());
      tar.closeArchiveEntry();
    } else if (entry instanceof HostEntry.Link link) {
      TarArchiveEntry header = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
      header.setLinkName(link.target());
      tar.putArchiveEntry(filled(header, entry, 0));
      tar.closeArchiveEntry();
    } else {
      tar.putArchiveEntry(header(name + "/", entry, 0));
      tar.closeArchiveEntry();
    }
  }

  private void copy(String name, HostEntry.Copy copy, TarArchiveOutputStream tar)
      throws IOException {
    try (FileChannel file = FileChannel.open(copy.source(), StandardOpenOption.READ)) {
      // Asked of what is open: the file may have been replaced since it was added.
      long left = file.size();
      tar.putArchiveEntry(header(name, copy, left));
      int read = 0;
      while (left > 0 && read >= 0) {
        read = file.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(left, BUFFER)));
        tar.write(buffer, 0, Math.max(read, 0));
        left -= Math.max(read, 0);
      }
      fill(left, tar);
      tar.closeArchiveEntry();
    } catch (NoSuchFileException | AccessDeniedException e) {
      // Only opening throws these, before anything was written: the file has gone, or is a secret.
    }
  }

  /** The header has announced the size, and what does not have it would shift all that follows. */
  private void fill(long count, TarArchiveOutputStream tar) throws IOException {
    if (count > 0) {
      Arrays.fill(buffer, (byte) 0);
      for (long left = count; left > 0; left -= Math.min(left, BUFFER)) {
        tar.write(buffer, 0, (int) Math.min(left, BUFFER));
      }
    }
  }

  private TarArchiveEntry header(String name, HostEntry entry, long size) {
    TarArchiveEntry header =
        new TarArchiveEntry(
            name, name.endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL);
    return filled(header, entry, size);
  }

  private TarArchiveEntry filled(TarArchiveEntry header, HostEntry entry, long size) {
    header.setMode(entry.mode());
    header.setSize(size);
    header.setUserId(entry.ofUser() ? uid : 0);
    header.setGroupId(entry.ofUser() ? gid : 0);
    // The library would write the name of the user who runs Maven.
    header.setUserName("");
    // With its fraction, but for the last two digits: one second sees many files made.
    header.setLastModifiedTime(FileTime.from(entry.time()));
    return header;
  }
}
