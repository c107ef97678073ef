package io.github.mavensandbox.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar that may be made to harm its reader. The library that parses it reads names of any
 * length into memory, calls itself for each header that precedes another, takes a tar that is cut
 * off between two entries for a whole one, and fails with exceptions of many kinds.
 */
public final class HostileTar {

  private static final int RECORD = 512;

  /** Ample for all that precedes an entry: a path and a link's target have 4 KiB each. */
  private static final int HEADERS = 1 << 15;

  /** What may come after the end: a tar is filled up to a block of 10 KiB, by some a larger one. */
  private static final int TRAILER = 1 << 20;

  private final byte[] rest = new byte[1 << 16];
  private final MeteredInput in;
  private final TarArchiveInputStream tar;

  /**
   * Reads nothing yet.
   *
   * @param in the whole stream; it is not closed
   */
  public HostileTar(InputStream in) {
    this.in = new MeteredInput(in);
    tar = new TarArchiveInputStream(this.in, UTF_8.name());
    this.in.allow(HEADERS);
  }

  /** Returns how much was read of the stream. */
  public long streamed() {
    return in.total();
  }

  /** Returns what the stream failed with, where it is not the tar that is damaged. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(in.failure());
  }

  /** Goes on to the next entry, past what was not read of this one; null at the end. */
  public @Nullable TarArchiveEntry next() throws DamagedTarException {
    try {
      passOver();
      in.forgetZeros();
      TarArchiveEntry entry = tar.getNextEntry();
      if (entry == null) {
        end();
        return null;
      }
      in.allow(Math.min(entry.getSize(), Long.MAX_VALUE / 2) + RECORD + HEADERS);
      return entry;
    } catch (IOException | RuntimeException e) {
      // Hostile headers have made the library throw more than it declares.
      throw damaged(e);
    }
  }

  /** A sparse one is passed over by the library: read, it may be zeros for years. */
  private void passOver() throws DamagedTarException {
    TarArchiveEntry entry = tar.getCurrentEntry();
    if (entry != null && !entry.isSparse()) {
      int read;
      do {
        read = read(rest);
      } while (read >= 0);
    }
  }

  /** Reads on in the entry; less than nothing at its end. */
  public int read(byte[] buffer) throws DamagedTarException {
    try {
      return tar.read(buffer);
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Copies what is left of the entry up to a limit; returns whether there is more. */
  public boolean copy(OutputStream out, long most) throws IOException, DamagedTarException {
    byte[] buffer = new byte[1 << 16];
    long left = most;
    for (int n = read(buffer); n >= 0; n = read(buffer)) {
      out.write(buffer, 0, (int) Math.min(n, left));
      if (n > left) {
        return true;
      }
      left -= n;
    }
    return false;
  }

  /** Returns whether an entry is a file: the library says so of links, too. */
  public static boolean isPlainFile(TarArchiveEntry entry) {
    return entry.getLinkFlag() == TarConstants.LF_NORMAL && !entry.isSparse();
  }

  /** The end of the stream, not only of the tar, tells whether its writer succeeded. */
  private void end() throws DamagedTarException, IOException {
    if (in.zeros() < RECORD) {
      // The writer may have failed, and the stream may say why.
      in.allow(1);
      in.read();
      throw new DamagedTarException("it is cut off");
    }
    in.allow(TRAILER);
    in.transferTo(OutputStream.nullOutputStream());
  }

  private static DamagedTarException damaged(Exception cause) {
    return new DamagedTarException(String.valueOf(cause.getMessage()), cause);
  }
}
