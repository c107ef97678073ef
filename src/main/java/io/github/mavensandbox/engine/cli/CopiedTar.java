package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a command writes, as a stream: its end is only reported once the command has ended well. */
final class CopiedTar extends FilterInputStream {

  private final Command command;
  private final Process process;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Pump stderr;

  /**
   * Starts the command; it is killed when it takes longer than the limit, and the stream then
   * fails.
   */
  static CopiedTar open(Command command, Duration limit) throws EngineException {
    Process process = command.start(ProcessBuilder.Redirect.PIPE);
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(process::destroyForcibly);
    return new CopiedTar(command, process);
  }

  private CopiedTar(Command command, Process process) {
    super(process.getInputStream());
    this.command = command;
    this.process = process;
    stderr = Pump.drain(process.getErrorStream(), errors);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read < 0) {
      checkExitCode();
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read < 0) {
      checkExitCode();
    }
    return read;
  }

  private void checkExitCode() throws IOException {
    try {
      int exitCode = process.waitFor();
      stderr.join();
      String error = errors.toString(StandardCharsets.UTF_8);
      new Command.Outcome(command.toString(), exitCode, "", error).orThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException("interrupted while waiting for '" + command + "'", e);
    }
  }

  /** Ends the command, even before its end was read. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    super.close();
  }
}
