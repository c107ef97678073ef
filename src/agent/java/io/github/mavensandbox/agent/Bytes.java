package io.github.mavensandbox.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads to the end, as Java 8 does not by itself. */
final class Bytes {

  private static final int PIECE = 16 * 1_024;

  private Bytes() {}

  /** What is left of a stream, which is closed. */
  static byte[] of(InputStream input) throws IOException {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
      byte[] piece = new byte[PIECE];
      for (int read = input.read(piece); read >= 0; read = input.read(piece)) {
        bytes.write(piece, 0, read);
      }
      return bytes.toByteArray();
    } finally {
      input.close();
    }
  }
}
