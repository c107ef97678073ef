package io.github.mavensandbox.mojo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Debian's libfaketime: programs that load it have a clock which can be set while they run. */
final class FakedClock {

  private FakedClock() {}

  /**
   * The variables of a process whose clock is the machine's and what stands in a file, say {@code
   * +1d}; it is read about once a second. What measures durations is left alone, and so are the
   * times of files.
   */
  static Map<String, String> variables(Path file) throws IOException {
    return Map.of(
        "LD_PRELOAD", library().toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "DONT_FAKE_MONOTONIC", "1",
        "NO_FAKE_STAT", "1");
  }

  private static Path library() throws IOException {
    try (Stream<Path> files =
        Files.find(
            Path.of("/usr/lib"), 3, (path, attributes) -> path.endsWith("libfaketime.so.1"))) {
      return files
          .findFirst()
          .orElseThrow(() -> new IOException("libfaketime is missing; src/dev/verify.sh gets it"));
    }
  }
}
