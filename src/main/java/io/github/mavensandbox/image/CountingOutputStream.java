package io.github.mavensandbox.image;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Tells how many bytes were written, as they are. */
final class CountingOutputStream extends FilterOutputStream {

  private final Consumer<Long> written;

  CountingOutputStream(OutputStream out, Consumer<Long> written) {
    super(out);
    this.written = written;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    written.accept(1L);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    written.accept((long) length);
  }
}
