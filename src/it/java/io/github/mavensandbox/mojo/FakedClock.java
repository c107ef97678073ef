package io.github.mavensandbox.mojo;

import io.github.mavensandbox.it.process.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A library: programs that load it have a clock which can be set while they run. */
final class FakedClock {

  private static final Path SOURCE = Path.of("src/it/programs/clock/clock.c");

  private FakedClock() {}

  /**
   * The variables of a process whose clock is the machine's and what stands in a file, say {@code
   * +1d}; it is read about once a second. What measures durations is left alone, and so are the
   * times of files.
   *
   * @param file in a folder in which the library can be compiled
   */
  static Map<String, String> variables(Path file) throws IOException, InterruptedException {
    Path library = file.resolveSibling("clock.so");
    if (!Files.exists(library)) {
      CommandLine.of("gcc", "-O2", "-Wall", "-Wextra", "-shared", "-fPIC")
          .with("-o", library.toString(), SOURCE.toString(), "-ldl")
          .output();
    }
    return Map.of("LD_PRELOAD", library.toString(), "CLOCK_FILE", file.toString());
  }
}
