package io.github.mavensandbox.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a command ended.
 *
 * @param exitCode its exit code
 * @param output what it wrote to stdout and stderr
 */
record Ran(int exitCode, String output) {

  private static final int LIMIT_SECONDS = 120;

  static Ran command(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("sandbox-it", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end within " + LIMIT_SECONDS + " s");
      }
      return new Ran(process.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }
}
