package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.foreign.DamagedTarException;
import io.github.mavensandbox.foreign.HostileTar;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/** Writes the content of a tar's entry to a file of the host: all of it, or nothing. */
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

  /** Half a minute, in which whoever holds the lock has appended his megabytes. */
  private static final int LOCK_TRIES = 600;

  private static final int LOCK_PAUSE_MILLIS = 50;

  private final HostileTar tar;
  private final byte[] buffer = new byte[BUFFER];

  TargetWriter(HostileTar tar) {
    this.tar = tar;
  }

  /** Makes a new file and returns its size. */
  long create(Path file, TarArchiveEntry entry) throws IOException, DamagedTarException {
    // Nobody else's file: what is there, even a link to nowhere, fails to be created.
    Set<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    FileChannel out = FileChannel.open(file, options, permissions(entry.getMode()));
    boolean whole = false;
    try (out) {
      long size = copy(out);
      setTime(file, entry.getLastModifiedTime().toInstant());
      whole = true;
      return size;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Appends to a file, which is made if it is not there, and returns by how much. */
  long append(Path file) throws IOException, DamagedTarException {
    try (FileChannel out =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = lock(out, file)) {
      long end = out.size();
      boolean whole = false;
      try {
        long size = copy(out.position(end));
        whole = true;
        return size;
      } finally {
        if (!whole) {
          out.truncate(end);
        }
      }
    }
  }

  private static FileLock lock(FileChannel channel, Path file) throws IOException {
    try {
      for (int i = 0; i < LOCK_TRIES; i++) {
        FileLock lock = tryLock(channel);
        if (lock != null) {
          return lock;
        }
        Thread.sleep(LOCK_PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the lock of " + file);
    }
    throw new IOException("another process has locked " + file);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another thread of this JVM, which takes another fork's files.
      return null;
    }
  }

  private long copy(WritableByteChannel out) throws IOException, DamagedTarException {
    long size = 0;
    for (int n = tar.read(buffer); n >= 0; n = tar.read(buffer)) {
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
