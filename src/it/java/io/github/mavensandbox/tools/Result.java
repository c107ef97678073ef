package io.github.mavensandbox.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * How a command ended.
 *
 * @param exitCode its exit code
 * @param output what it wrote to stdout and stderr
 */
record Result(int exitCode, String output) {

  private static final int LIMIT_SECONDS = 120;

  /** Runs a command to its end, with a text as its input. */
  static Result of(ProcessBuilder command, String input) throws IOException, InterruptedException {
    Path in = Files.createTempFile("sandbox-it", ".in");
    Path out = Files.createTempFile("sandbox-it", ".out");
    try {
      Files.writeString(in, input);
      command.redirectErrorStream(true).redirectInput(in.toFile()).redirectOutput(out.toFile());
      Process process = command.start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "not ended after "
                + LIMIT_SECONDS
                + " s: "
                + command.command()
                + "\n"
                + Files.readString(out));
      }
      return new Result(process.exitValue(), Files.readString(out));
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
