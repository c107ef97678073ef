package io.github.mavensandbox.it.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program with its arguments, and what it is started with. Each method but those that start it
 * returns a changed copy.
 */
public final class CommandLine {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final File NOTHING = new File("/dev/null");

  private List<String> words;
  private Map<String, Optional<String>> variables = Map.of();
  private Optional<Path> folder = Optional.empty();
  private byte[] input = new byte[0];
  private Charset charset = UTF_8;
  private Duration limit = LIMIT;
  private boolean merged;

  private CommandLine(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** Returns the command line of a program. */
  public static CommandLine of(String... words) {
    return new CommandLine(List.of(words));
  }

  /** Returns the command line of a program. */
  public static CommandLine of(List<String> words) {
    return new CommandLine(words);
  }

  /** Returns the command line of the JDK's program that the tests themselves run on. */
  public static CommandLine ofJdk(String program, String... arguments) {
    return of(Path.of(System.getProperty("java.home"), "bin", program).toString()).with(arguments);
  }

  private CommandLine changed(Consumer<CommandLine> change) {
    CommandLine copy = new CommandLine(words);
    copy.variables = variables;
    copy.folder = folder;
    copy.input = input;
    copy.charset = charset;
    copy.limit = limit;
    copy.merged = merged;
    change.accept(copy);
    return copy;
  }

  /** The program, and its arguments. */
  public List<String> words() {
    return words;
  }

  /** Appends arguments. */
  public CommandLine with(String... arguments) {
    return with(List.of(arguments));
  }

  /** Appends arguments. */
  public CommandLine with(List<String> arguments) {
    return changed(copy -> copy.words = joined(words, arguments));
  }

  /** Has another program run this one. */
  public CommandLine by(List<String> wrapper) {
    return changed(copy -> copy.words = joined(wrapper, words));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  /** Has it run in a folder. */
  public CommandLine in(Path folder) {
    return changed(copy -> copy.folder = Optional.of(folder));
  }

  /** Adds a variable to the environment, which else is that of the tests. */
  public CommandLine variable(String name, String value) {
    return variables(Map.of(name, value));
  }

  /** Adds variables to the environment. */
  public CommandLine variables(Map<String, String> more) {
    Map<String, Optional<String>> all = new LinkedHashMap<>(variables);
    more.forEach((name, value) -> all.put(name, Optional.of(value)));
    return changed(copy -> copy.variables = all);
  }

  /** Removes a variable from the environment. */
  public CommandLine withoutVariable(String name) {
    Map<String, Optional<String>> all = new LinkedHashMap<>(variables);
    all.put(name, Optional.empty());
    return changed(copy -> copy.variables = all);
  }

  /** Gives it something to read; without that its input is empty. */
  public CommandLine input(byte[] bytes) {
    return changed(copy -> copy.input = bytes.clone());
  }

  /** Gives it a text to read. */
  public CommandLine input(String text) {
    return input(text.getBytes(UTF_8));
  }

  /** Has its errors written to its output. */
  public CommandLine errorsInOutput() {
    return changed(copy -> copy.merged = true);
  }

  /** Takes each byte of what it writes for a character: it need not be text. */
  public CommandLine bytewise() {
    return changed(copy -> copy.charset = ISO_8859_1);
  }

  /** Sets how long it may take, which else is two minutes. */
  public CommandLine limit(Duration duration) {
    return changed(copy -> copy.limit = duration);
  }

  /** Starts it, and leaves its streams to the caller. */
  public Process start() throws IOException {
    return builder().start();
  }

  /** Starts it; what it writes goes to a file. */
  public Process start(Path log) throws IOException {
    return errorsInOutput().builder().redirectOutput(log.toFile()).start();
  }

  /**
   * Runs it to its end.
   *
   * @throws AssertionError if it takes too long; it is killed then
   */
  public Ended run() throws IOException, InterruptedException {
    // Files, since a pipe has no end before the last process that has inherited it.
    Path streams = Files.createTempDirectory("command-line");
    Path stdin = streams.resolve("stdin");
    Path stdout = streams.resolve("stdout");
    Path stderr = streams.resolve("stderr");
    try {
      Files.createFile(stderr);
      ProcessBuilder builder = builder().redirectOutput(stdout.toFile()).redirectInput(NOTHING);
      if (input.length > 0) {
        builder.redirectInput(Files.write(stdin, input).toFile());
      }
      if (!merged) {
        builder.redirectError(stderr.toFile());
      }
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            "not ended after %d s: %s\n%s%s"
                .formatted(limit.toSeconds(), this, text(stdout), text(stderr)));
      }
      return new Ended(process.exitValue(), text(stdout), text(stderr));
    } finally {
      Files.deleteIfExists(stdin);
      Files.deleteIfExists(stdout);
      Files.deleteIfExists(stderr);
      Files.delete(streams);
    }
  }

  /**
   * Runs it to its end, which must be a good one, and returns stdout without white space around.
   */
  public String output() throws IOException, InterruptedException {
    Ended ended = run();
    if (ended.exitCode() != 0) {
      throw new AssertionError(this + " ended with " + ended);
    }
    return ended.stdout().strip();
  }

  private ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(merged);
    folder.ifPresent(there -> builder.directory(there.toFile()));
    variables.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                is -> builder.environment().put(name, is),
                () -> builder.environment().remove(name)));
    return builder;
  }

  private String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), charset);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
