package io.github.mavensandbox.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names content by its SHA-256 digest. */
public final class Sha256 {

  private Sha256() {}

  /** Returns 32 bytes. */
  public static byte[] of(byte[] content) {
    return begun().digest(content);
  }

  /** Returns a digest of content that comes in parts. */
  public static MessageDigest begun() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Returns 64 hexadecimal digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(of(content));
  }
}
