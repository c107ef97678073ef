package io.github.mavensandbox.engine.guard;

import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.cli.OwnSession;
import io.github.mavensandbox.text.OwnFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that outlives Maven: it removes the containers that a killed build can no longer
 * remove.
 *
 * <p>Design: a script, because a JVM takes about half a second of a CPU to do nothing, at the very
 * time when the build wants them all.
 */
final class WatchdogProcess implements AutoCloseable {

  private static final String SCRIPT = "watchdog.sh";

  /** What it says when signals can no longer end it. */
  private static final String READY = "ready";

  private final Process process;

  private WatchdogProcess(Process process) {
    this.process = process;
  }

  /** Starts it, and waits until signals to all of Maven's processes can no longer end it. */
  static WatchdogProcess start(List<String> engineCommand) throws EngineException {
    try {
      String script = OwnFile.text(WatchdogProcess.class, SCRIPT);
      List<String> sh = new ArrayList<>(List.of("sh", "-c", script, "sandbox-watchdog"));
      sh.addAll(engineCommand);
      Process process =
          new ProcessBuilder(OwnSession.find().wrap(sh)).redirectErrorStream(true).start();
      awaitReady(process);
      return new WatchdogProcess(process);
    } catch (IOException e) {
      throw new EngineException("cannot start the watchdog: " + e.getMessage(), e);
    }
  }

  private static void awaitReady(Process process) throws IOException {
    List<String> said = new ArrayList<>();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(READY)) {
        return;
      }
      said.add(line);
    }
    throw new IOException(said.isEmpty() ? "it said nothing" : String.join("; ", said));
  }

  /** Has a container, which is about to be created, removed when this process is killed. */
  void watch(String name) throws EngineException {
    try {
      say("create " + name);
    } catch (IOException e) {
      throw new EngineException(
          "the watchdog, process %s, is gone: nothing would remove container %s"
              .formatted(process.pid(), name),
          e);
    }
  }

  /** A container is there now: if it is not there later, it is gone. */
  void created(String name) {
    tell("created " + name);
  }

  /** Takes a container that is gone off the list. */
  void forget(String name) {
    tell("removed " + name);
  }

  private void tell(String event) {
    try {
      say(event);
    } catch (IOException e) {
      // A watchdog that is gone removes nothing; the next container is not created.
      return;
    }
  }

  private synchronized void say(String event) throws IOException {
    OutputStream input = process.getOutputStream();
    input.write((event + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  /** Lets it remove what it still has on its list, and end; does not wait for it. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is closed when its other side is.
      return;
    }
  }
}
