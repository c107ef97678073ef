package io.github.mavensandbox.text;

/**
 * Shows text from outside in a message: on one line, and with nothing in it that a terminal obeys.
 */
public final class Quoted {
  private static final int LONGEST = 120;

  private Quoted() {}

  /** Returns the text in quotes, cut to 120 characters. */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder("'");
    text.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
    if (text.codePointCount(0, text.length()) > LONGEST) {
      shown.append("...");
    }
    return shown.append('\'').toString();
  }

  public static String of(int codePoint) {
    return of(Character.toString(codePoint));
  }

  private static void append(StringBuilder shown, int c) {
    if (isHarmless(c)) {
      shown.appendCodePoint(c);
    } else {
      shown.append(
          switch (c) {
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            default -> "\\u%04X".formatted(c);
          });
    }
  }

  /**
   * Letters and digits of any script, and printable ASCII but the backslash that escapes begin
   * with.
   */
  private static boolean isHarmless(int c) {
    return (c >= 0x20 && c < 0x7f && c != '\\') || (c >= 0xa0 && Character.isLetterOrDigit(c));
  }
}
