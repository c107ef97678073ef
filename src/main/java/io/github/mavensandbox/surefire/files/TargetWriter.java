package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.foreign.DamagedTarException;
import io.github.mavensandbox.foreign.HostileTar;
import io.github.mavensandbox.text.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Writes the content of a tar's entry to a file of the host: all of it, or nothing. What may become
 * a file is written where no test sees it, and moved.
 */
final class TargetWriter {

  /** To write is the owner's alone. */
  private static final Set<PosixFilePermission> GIVEN =
      EnumSet.of(
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_EXECUTE);

  private static final int BUFFER = 1 << 16;

  private final HostileTar tar;
  private final Path drafts;
  private final byte[] buffer = new byte[BUFFER];

  /**
   * @param drafts a folder for files that are not yet whole; it need not be there
   */
  TargetWriter(HostileTar tar, Path drafts) {
    this.tar = tar;
    this.drafts = drafts;
  }

  /** The content of an entry in a file of its own. */
  record Draft(Path file, long size, String digest) implements AutoCloseable {

    /** Removes it, unless it has become another file. */
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /** Writes an entry to a draft. */
  Draft draft(TarArchiveEntry entry) throws IOException, DamagedTarException {
    Files.createDirectories(drafts);
    Path file = Files.createTempFile(drafts, "file", ".part", permissions(entry.getMode()));
    boolean whole = false;
    try {
      MessageDigest digest = Sha256.begun();
      long size;
      try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
        size = copy(out, digest);
      }
      setTime(file, entry.getLastModifiedTime().toInstant());
      whole = true;
      return new Draft(file, size, HexFormat.of().formatHex(digest.digest()));
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Makes a draft a new file. What is there, even a link to nowhere, stays, and this fails. */
  static void create(Draft draft, Path file) throws IOException {
    Files.move(draft.file(), file);
  }

  /** Puts a draft in the place of a file; of a link, in the place of the link itself. */
  static void replace(Draft draft, Path file) throws IOException {
    try {
      Files.move(
          draft.file(), file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      // Another file system, which the host has put there.
      Files.move(draft.file(), file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Returns a draft that has a file's content and then what another draft has from a position. */
  static Draft joined(Path file, Draft addition, long from) throws IOException {
    Path joined = Files.createTempFile(addition.file().getParent(), "file", ".part");
    boolean whole = false;
    try {
      Files.copy(
          file,
          joined,
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES,
          LinkOption.NOFOLLOW_LINKS);
      try (FileChannel in = FileChannel.open(addition.file(), StandardOpenOption.READ);
          FileChannel out = FileChannel.open(joined, StandardOpenOption.APPEND)) {
        copy(in, from, out);
      }
      long size = Files.size(joined);
      whole = true;
      return new Draft(joined, size, TakenFiles.digest(joined, size));
    } finally {
      if (!whole) {
        Files.deleteIfExists(joined);
      }
    }
  }

  private static void copy(FileChannel in, long from, FileChannel out) throws IOException {
    long at = from;
    while (at < in.size()) {
      at += in.transferTo(at, in.size() - at, out);
    }
  }

  /** Returns whether an entry has the content of a file. */
  boolean hasContentOf(Path file) throws IOException, DamagedTarException {
    try (InputStream host =
        new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), BUFFER)) {
      byte[] expected = new byte[BUFFER];
      for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
        if (host.readNBytes(expected, 0, n) != n || !Arrays.equals(buffer, 0, n, expected, 0, n)) {
          return false;
        }
      }
      return host.read() < 0;
    }
  }

  private long copy(WritableByteChannel out, MessageDigest digest)
      throws IOException, DamagedTarException {
    long size = 0;
    for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
      digest.update(buffer, 0, n);
      ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, n);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      size += n;
    }
    return size;
  }

  private static void setTime(Path file, Instant time) throws IOException {
    Instant now = Instant.now();
    Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(FileTime.from(time.isAfter(now) ? now : time), null, null);
  }

  /** The umask takes its part of them, as of any new file's. */
  private static FileAttribute<Set<PosixFilePermission>> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    for (PosixFilePermission permission : GIVEN) {
      if ((mode & 0400 >> permission.ordinal()) != 0) {
        permissions.add(permission);
      }
    }
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}
