package io.github.mavensandbox.surefire.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What JaCoCo measured: the data of several JVMs add up in one file, one after the other. */
final class Coverage {

  /** A block of the kind header, and JaCoCo's magic number. */
  private static final byte[] BEGINNING = {0x01, (byte) 0xc0, (byte) 0xc0};

  private static final int BUFFER = 1 << 16;

  /** Half a minute: ample for another process to append some megabytes. */
  private static final int LOCK_TRIES = 600;

  private static final int LOCK_PAUSE_MILLIS = 50;

  private Coverage() {}

  /** Returns whether a file has such data. */
  static boolean isIn(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return Arrays.equals(in.readNBytes(BEGINNING.length), BEGINNING);
    }
  }

  /**
   * Appends data to a file, which is made if it is not there, and returns by how much. Of data that
   * begin with what the file has, because a JVM appended to that, the rest is appended.
   *
   * @throws IOException for a file that has something else
   */
  static long append(Path data, Path file) throws IOException {
    try (FileChannel in = FileChannel.open(data, StandardOpenOption.READ);
        FileChannel out =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = lock(out, file)) {
      long end = out.size();
      if (end > 0 && !hasBeginning(out)) {
        throw new IOException(file + " has something other than coverage");
      }
      boolean whole = false;
      try {
        long at = begins(in, out) ? end : 0;
        out.position(end);
        while (at < in.size()) {
          at += in.transferTo(at, in.size() - at, out);
        }
        whole = true;
        return out.size() - end;
      } finally {
        if (!whole) {
          out.truncate(end);
        }
      }
    }
  }

  private static boolean hasBeginning(FileChannel channel) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(BEGINNING.length);
    read(channel, 0, found);
    return found.equals(ByteBuffer.wrap(BEGINNING));
  }

  /** To open the file once more, and close it, would give up the lock. */
  private static boolean begins(FileChannel data, FileChannel with) throws IOException {
    ByteBuffer expected = ByteBuffer.allocate(BUFFER);
    ByteBuffer found = ByteBuffer.allocate(BUFFER);
    for (long at = 0; at < with.size(); at += expected.limit()) {
      read(with, at, expected.clear());
      read(data, at, found.clear().limit(expected.limit()));
      if (!expected.hasRemaining() || !expected.equals(found)) {
        return false;
      }
    }
    return true;
  }

  private static void read(FileChannel channel, long position, ByteBuffer buffer)
      throws IOException {
    while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) >= 0) {
      continue;
    }
    buffer.flip();
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
}
