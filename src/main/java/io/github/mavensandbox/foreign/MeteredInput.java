package io.github.mavensandbox.foreign;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lets a reader have no more than it was allowed, and remembers what the reader will not say. */
final class MeteredInput extends FilterInputStream {

  private long allowed;
  private long total;
  private long zeros;
  private @Nullable IOException failure;

  MeteredInput(InputStream in) {
    super(in);
  }

  /** Allows so many bytes from here on. */
  void allow(long bytes) {
    allowed = bytes;
  }

  /** Returns how many bytes were read or skipped. */
  long total() {
    return total;
  }

  /** Returns how many zeros were the last that was read. */
  long zeros() {
    return zeros;
  }

  void forgetZeros() {
    zeros = 0;
  }

  /** Returns what the stream behind it failed with, or nothing. */
  @Nullable IOException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int wanted = (int) wanted(length);
    int read;
    try {
      read = in.read(buffer, offset, wanted);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    if (read > 0) {
      pass(read);
      int same = 0;
      while (same < read && buffer[offset + read - 1 - same] == 0) {
        same++;
      }
      zeros = same == read ? zeros + read : same;
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long wanted = wanted(count);
    try {
      long skipped = in.skip(wanted);
      pass(skipped);
      zeros = 0;
      return skipped;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private long wanted(long count) throws IOException {
    if (count > 0 && allowed <= 0) {
      throw new IOException("its headers do not end");
    }
    return Math.min(count, allowed);
  }

  private void pass(long bytes) {
    allowed -= bytes;
    total += bytes;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
