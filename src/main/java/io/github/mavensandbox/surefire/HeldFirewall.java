package io.github.mavensandbox.surefire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that runs the image's entrypoint with {@code --hold-input}: it locks its network, says
 * so, and keeps it locked until its input ends. Then it writes the record to its output, as a tar.
 */
public final class HeldFirewall {

  private static final String READY = "sandbox: ready";
  private static final int SHOWN = 1000;

  /** It takes a fraction of a second; on a busy machine, some. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Ample for a record of a flood, which is 64 MiB a file. */
  private static final Duration END_LIMIT = Duration.ofMinutes(2);

  private final Process process;

  /** Takes a process whose three streams are pipes. */
  public HeldFirewall(Process process) {
    this.process = process;
  }

  /**
   * Waits until the network is locked. Reads the one line, and no byte of the tar that follows it
   * one day. An engine that hangs must not hang the build: its client is ended, and with it the
   * output.
   *
   * @throws IOException when it is not; says why
   */
  public void awaitReady() throws IOException {
    CompletableFuture<Void> limit =
        CompletableFuture.runAsync(
            this::stop,
            CompletableFuture.delayedExecutor(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
    try {
      StringBuilder line = new StringBuilder();
      InputStream output = process.getInputStream();
      for (int next = output.read(); next >= 0; next = output.read()) {
        if (next != '\n') {
          line.append((char) next);
        } else if (line.toString().equals(READY)) {
          return;
        } else {
          line.setLength(0);
        }
      }
      byte[] said = process.getErrorStream().readNBytes(SHOWN);
      throw notLocked(
          limit.isDone()
              ? "it was not ready within " + START_LIMIT.toSeconds() + " s"
              : new String(said, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip());
    } finally {
      limit.cancel(false);
    }
  }

  private static IOException notLocked(@Nullable String why) {
    return new IOException("the tests' network could not be locked: " + why);
  }

  /** Returns the record's folder as a tar. Nothing may run in the network any more. */
  public InputStream end() throws IOException {
    CompletableFuture.delayedExecutor(END_LIMIT.toSeconds(), TimeUnit.SECONDS).execute(this::stop);
    process.getOutputStream().close();
    return process.getInputStream();
  }

  /** Ends the process and all that it has started. */
  public void stop() {
    ProcessTree.kill(process.toHandle());
  }
}
