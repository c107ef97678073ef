package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.EngineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program: an argument list, perhaps an input and an output, and a time limit. What it
 * writes is drained all the time, so that it never waits for a reader.
 */
final class Command {

  /** For a question or a single step of a container's life, on a busy or remote engine. */
  static final Duration SHORT = Duration.ofMinutes(2);

  /** For whatever moves an image or files. */
  static final Duration LONG = Duration.ofMinutes(30);

  private final List<String> arguments;
  private final Duration limit;
  private final Set<String> hiddenVariables;

  Command(List<String> arguments, Duration limit) {
    this(arguments, limit, Set.of());
  }

  /** Makes a command to which some variables of this process's environment are not handed on. */
  Command(List<String> arguments, Duration limit, Set<String> hiddenVariables) {
    this.arguments = List.copyOf(arguments);
    this.limit = limit;
    this.hiddenVariables = Set.copyOf(hiddenVariables);
  }

  /**
   * How a command ended.
   *
   * @param command the command as it may be shown
   * @param exitCode 0 for success
   * @param stdout empty when it went to a stream of the caller's
   * @param stderr what it said about it
   */
  record Outcome(String command, int exitCode, String stdout, String stderr) {

    /** Returns what was written to stdout, without the white space around it. */
    String orThrow() throws EngineException {
      if (exitCode != 0) {
        throw failure();
      }
      return stdout.strip();
    }

    /** Returns whether the command failed and said one of these (in lower case) on stderr. */
    boolean failedWith(String... phrases) {
      String error = stderr.toLowerCase(Locale.ROOT);
      return exitCode != 0 && Stream.of(phrases).anyMatch(error::contains);
    }

    /** Returns all of stderr in one line. */
    String error() {
      return stderr
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .collect(Collectors.joining("; "));
    }

    EngineException failure() {
      return new EngineException(
          "'" + command + "' failed with exit code " + exitCode + ": " + error());
    }
  }

  /** Runs the command without input and collects its output. */
  Outcome run() throws EngineException, InterruptedException {
    return run(InputStream.nullInputStream(), null);
  }

  /** Feeds a stream to the command; it is read to its end and stays open. */
  Outcome runWithInput(InputStream input) throws EngineException, InterruptedException {
    return run(input, null);
  }

  /** Hands the command's output on to a stream, which stays open. */
  Outcome runWithOutput(OutputStream output) throws EngineException, InterruptedException {
    return run(InputStream.nullInputStream(), output);
  }

  private Outcome run(InputStream input, @Nullable OutputStream output)
      throws EngineException, InterruptedException {
    Process process = start(ProcessBuilder.Redirect.PIPE);
    try {
      ByteArrayOutputStream collected = new ByteArrayOutputStream();
      ByteArrayOutputStream errors = new ByteArrayOutputStream();
      Pump stdin = Pump.feed(input, process);
      Pump stdout = Pump.drain(process.getInputStream(), output == null ? collected : output);
      Pump stderr = Pump.drain(process.getErrorStream(), errors);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new EngineException(
            "'" + this + "' did not end within " + limit.toSeconds() + " s; does the engine hang?");
      }
      stdout.join();
      stderr.join();
      rethrow("cannot read the input of", stdin.sourceFailure());
      rethrow("cannot write the output of", stdout.sinkFailure());
      return new Outcome(
          toString(),
          process.exitValue(),
          collected.toString(StandardCharsets.UTF_8),
          errors.toString(StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }

  /**
   * Starts the command with its three streams connected like this, and leaves them to the caller.
   */
  Process start(ProcessBuilder.Redirect streams) throws EngineException {
    ProcessBuilder builder =
        new ProcessBuilder(arguments)
            .redirectInput(streams)
            .redirectOutput(streams)
            .redirectError(streams);
    builder.environment().keySet().removeAll(hiddenVariables);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new EngineException("cannot run '" + arguments.get(0) + "': " + e.getMessage(), e);
    }
  }

  private void rethrow(String what, @Nullable IOException failure) throws EngineException {
    if (failure != null) {
      throw new EngineException(what + " '" + this + "': " + failure.getMessage(), failure);
    }
  }

  /**
   * Returns the command as it may be shown: without the values of variables, which may be secrets.
   */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    String previous = "";
    for (String argument : arguments) {
      String hidden = previous.equals("--env") ? argument.replaceAll("(?s)=.*", "=…") : argument;
      shown.append(shown.length() == 0 ? "" : " ").append(hidden);
      previous = argument;
    }
    return shown.toString();
  }
}
