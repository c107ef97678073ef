package io.github.mavensandbox.attribution;

import io.github.mavensandbox.foreign.JsonReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a file of attempts, one JSON object a line, as the agent writes it. It comes from a hostile
 * place: a line that is none of the agent's is passed over and counted, and a file is read in the
 * memory of one line.
 */
final class AttemptReader {

  /** The agent's longest line has 64 KiB. */
  static final int MAX_LINE = 64 * 1_024 + 2;

  private final Origins origins;
  private final Consumer<Attempt> attempts;
  private long damaged;
  private boolean full;

  /**
   * A reader, for any number of files.
   *
   * @param attempts is given each attempt
   */
  AttemptReader(Origins origins, Consumer<Attempt> attempts) {
    this.origins = origins;
    this.attempts = attempts;
  }

  /** Lines that were no attempts. */
  long damaged() {
    return damaged;
  }

  /** Whether a JVM had more attempts than it wrote down. */
  boolean isFull() {
    return full;
  }

  /** Reads one file; it has the attempts of any number of JVMs, each with its own sources. */
  void read(InputStream file) throws IOException {
    InputStream in = new BufferedInputStream(file, 1 << 16);
    AttemptParser parser = new AttemptParser(origins);
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    boolean tooLong = false;
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b != '\n') {
        tooLong |= length == MAX_LINE;
        if (!tooLong) {
          line[length++] = (byte) b;
        }
        continue;
      }
      if (tooLong) {
        damaged++;
      } else {
        line(parser, Arrays.copyOf(line, length));
      }
      length = 0;
      tooLong = false;
    }
    // What follows the last line end is of a JVM that was killed while it wrote.
  }

  private void line(AttemptParser parser, byte[] line) {
    try {
      Map<String, Object> json = JsonReader.object(line);
      if ("full".equals(json.get("type"))) {
        full = true;
      } else {
        Optional<Attempt> attempt = parser.parse(json);
        attempt.ifPresent(attempts);
      }
    } catch (IOException | IllegalArgumentException e) {
      damaged++;
    }
  }
}
