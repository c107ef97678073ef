package io.github.mavensandbox.entrypoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.it.process.Ended;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A container that runs, with its client in the foreground. */
final class Running implements AutoCloseable {

  private final CommandLine engine;
  private final String name;
  private final Process client;
  private final BufferedReader stdout;
  private final CompletableFuture<String> stderr;

  Running(CommandLine engine, String name, Process client) {
    this.engine = engine;
    this.name = name;
    this.client = client;
    stdout = client.inputReader(UTF_8);
    stderr = CompletableFuture.supplyAsync(() -> read(client.getErrorStream()));
  }

  /** Reads a stream to its end, so that its writer never waits. */
  private static String read(InputStream stream) {
    try {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  /** Types a key: what a terminal sends for it. */
  void press(char key) throws IOException {
    client.getOutputStream().write(key);
    client.getOutputStream().flush();
  }

  /** Writes a line to the container's stdin. */
  void type(String line) throws IOException {
    client.getOutputStream().write((line + "\n").getBytes(UTF_8));
    client.getOutputStream().flush();
  }

  /** Reads a line of the container's stdout. */
  String line() throws IOException, InterruptedException {
    String line = stdout.readLine();
    if (line == null) {
      throw new AssertionError("no more output; it ended with " + client.waitFor() + stderr.join());
    }
    return line;
  }

  /** Reads the container's stdout up to and with this line; returns what was before it. */
  List<String> until(String last) throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.equals(last); line = line()) {
      lines.add(line);
    }
    return lines;
  }

  void signal(String signal) throws IOException, InterruptedException {
    engine.with("kill", "--signal", signal, name).output();
  }

  /** Runs a program in the container beside the sandbox: as root, with its capabilities. */
  Ended beside(String... command) throws IOException, InterruptedException {
    return engine.with("exec", name).with(command).run();
  }

  /** Ends the input, waits for the end, and returns the rest of the output. */
  Ended end() throws IOException, InterruptedException {
    client.getOutputStream().close();
    StringBuilder rest = new StringBuilder();
    stdout.lines().forEach(line -> rest.append(line).append('\n'));
    return new Ended(client.waitFor(), rest.toString(), stderr.join());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    client.destroyForcibly();
    Ended removal = engine.with("rm", "--force", "--volumes", name).run();
    if (!removal.stderr().contains("No such container")) {
      removal.orThrow();
    }
  }
}
