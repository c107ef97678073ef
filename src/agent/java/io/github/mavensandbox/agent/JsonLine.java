package io.github.mavensandbox.agent;

/** One JSON object on one line. Texts are cut to a length that no honest one has. */
final class JsonLine {

  private static final int TEXT = 1_000;
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final StringBuilder text = new StringBuilder(1_024);
  private boolean first = true;

  JsonLine() {}

  /** Begins the object, with what all have. */
  JsonLine start(String type) {
    return beginObject().field("v", 1).field("type", type);
  }

  /** Ends the object, and the line. */
  String end() {
    endObject();
    return text.append('\n').toString();
  }

  JsonLine beginObject() {
    separate();
    text.append('{');
    first = true;
    return this;
  }

  JsonLine endObject() {
    text.append('}');
    first = false;
    return this;
  }

  JsonLine beginArray() {
    text.append('[');
    first = true;
    return this;
  }

  JsonLine endArray() {
    text.append(']');
    first = false;
    return this;
  }

  JsonLine name(String name) {
    separate();
    text.append('"').append(name).append("\":");
    first = true;
    return this;
  }

  JsonLine field(String name, long value) {
    name(name);
    text.append(value);
    first = false;
    return this;
  }

  JsonLine field(String name, boolean value) {
    name(name);
    text.append(value);
    first = false;
    return this;
  }

  /** A text, or nothing where there is none. */
  JsonLine field(String name, String value) {
    return value == null ? this : name(name).value(value);
  }

  JsonLine value(String value) {
    separate();
    text.append('"');
    int length = Math.min(value.length(), TEXT);
    for (int i = 0; i < length; i++) {
      append(value.charAt(i));
    }
    text.append('"');
    return this;
  }

  private void append(char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c < ' ' || c > '~') {
      // Everything else is escaped too, so that half a surrogate pair is no trouble, and a byte is
      // a character.
      text.append("\\u")
          .append(HEX[c >> 12])
          .append(HEX[c >> 8 & 15])
          .append(HEX[c >> 4 & 15])
          .append(HEX[c & 15]);
    } else {
      text.append(c);
    }
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }
}
