package io.github.mavensandbox.text;

import java.nio.charset.StandardCharsets;

/** Makes text of unknown origin safe to print: it can neither start a line nor steer a terminal. */
public final class PlainText {

  private PlainText() {}

  /**
   * The text with every byte (of its UTF-8 form) but printable ASCII written as {@code \DDD}, three
   * decimal digits, as DNS does.
   */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b <= '~') {
        plain.append((char) b);
      } else {
        appendEscaped(plain, b);
      }
    }
    return plain.toString();
  }

  public static void appendEscaped(StringBuilder to, byte b) {
    int value = Byte.toUnsignedInt(b);
    to.append('\\')
        .append((char) ('0' + value / 100))
        .append((char) ('0' + value / 10 % 10))
        .append((char) ('0' + value % 10));
  }
}
