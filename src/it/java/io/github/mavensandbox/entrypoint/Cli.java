package io.github.mavensandbox.entrypoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command line.
 *
 * @param words the program, and the arguments that all of its commands begin with
 */
record Cli(List<String> words) {

  private static final int LIMIT_SECONDS = 120;

  /** Runs a command to its end, without input. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return run(List.of(arguments), new byte[0]);
  }

  /** Runs a command to its end; each byte of its input and output is one character. */
  Ended run(List<String> arguments, byte[] input) throws IOException, InterruptedException {
    Process process = start(arguments);
    CompletableFuture<String> stdout = drain(process.getInputStream());
    CompletableFuture<String> stderr = drain(process.getErrorStream());
    CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> feed(process, input));
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          arguments + " did not end; " + stdout.getNow("") + stderr.getNow(""));
    }
    feeding.join();
    return new Ended(process.exitValue(), stdout.join(), stderr.join());
  }

  /** Starts a command and leaves its streams to the caller. */
  Process start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(words);
    command.addAll(arguments);
    return new ProcessBuilder(command).start();
  }

  /** Reads a stream to its end, so that its writer never waits. */
  static CompletableFuture<String> drain(InputStream stream) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            stream.transferTo(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return bytes.toString(ISO_8859_1);
        });
  }

  private static void feed(Process process, byte[] input) {
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException e) {
      // It ended without reading all: what it says about that is the test's business.
    }
  }

  /** Returns a text as the bytes that a command reads. */
  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
