package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Optional;

/** The name that a path of the host has in a tar, without the slash that it begins with. */
public final class TarName {

  private TarName() {}

  /**
   * Returns the name, or nothing if the path is no UTF-8, which in the container no JVM would find.
   *
   * @param path absolute
   */
  public static Optional<String> of(Path path) {
    String shown = path.toString();
    if (shown.chars().allMatch(c -> c < 0x80)) {
      return Optional.of(shown.substring(1));
    }
    // In a locale without UTF-8, such as that of many CI containers, the path's text has lost what
    // is not ASCII; its bytes are only to be had as a URI.
    String escaped = path.toUri().getRawPath();
    try {
      String name = UTF_8.newDecoder().decode(ByteBuffer.wrap(unescape(escaped))).toString();
      return Optional.of(name.substring(1, name.endsWith("/") ? name.length() - 1 : name.length()));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** A plus is itself in a URI's path. */
  private static byte[] unescape(String escaped) {
    return URLDecoder.decode(escaped.replace("+", "%2B"), ISO_8859_1).getBytes(ISO_8859_1);
  }
}
