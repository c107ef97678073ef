package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.surefire.ProcessTree;
import io.github.mavensandbox.tools.HostTools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the tools, with nothing of this process's environment but what they need. */
final class ToolProcess {

  private static final int KILLED = 137;

  /** Each of them takes a fraction of a second. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

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

  /** Runs one without input to its end, or kills it when it takes much too long. */
  static Result run(HostTools tools, List<String> command) throws IOException {
    return run(builder(tools, command), LIMIT);
  }

  static Result run(ProcessBuilder builder, Duration limit) throws IOException {
    Process process = builder.redirectErrorStream(true).start();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(
            () -> {
              late.set(true);
              ProcessTree.kill(process.toHandle());
            },
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    try {
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      // A shell whose child was killed may have ended well before it was killed itself.
      return late.get()
          ? new Result(
              KILLED, builder.command().get(0) + " did not end within " + limit.toSeconds() + " s")
          : new Result(code, said.replaceAll("\\s+", " ").strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + builder.command().get(0) + " ran", e);
    } finally {
      end.cancel(false);
    }
  }

  private static ProcessBuilder builder(HostTools tools, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(tools.environment());
    return builder;
  }
}
