package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts the tools, with nothing of this process's environment but what they need. */
final class ToolProcess {

  /**
   * How a tool ended.
   *
   * @param said its output and errors, on one line
   */
  record Result(int exitCode, String said) {}

  private ToolProcess() {}

  /** Starts one whose three streams are pipes. */
  static Process start(HostTools tools, List<String> command) throws IOException {
    return builder(tools, command).start();
  }

  /** Starts one without input, and returns its output, which the caller closes. */
  static InputStream output(HostTools tools, List<String> command) throws IOException {
    Process process =
        builder(tools, command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    return process.getInputStream();
  }

  /** Runs one without input to its end. */
  static Result run(HostTools tools, List<String> command) throws IOException {
    Process process = builder(tools, command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), said.replaceAll("\\s+", " ").strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.get(0) + " ran", e);
    }
  }

  private static ProcessBuilder builder(HostTools tools, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(tools.environment());
    return builder;
  }
}
