package io.github.mavensandbox.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The running {@link Watchdog}, from Maven's side. */
final class WatchdogProcess implements AutoCloseable {

  /**
   * Options for some other JVM: an agent in them would delay the start, and may write to stdout.
   */
  private static final Set<String> JVM_VARIABLES =
      Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private static final List<String> JVM_OPTIONS =
      List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  private final Process process;

  private WatchdogProcess(Process process) {
    this.process = process;
  }

  /** Starts it, and waits until signals to all of Maven's processes can no longer end it. */
  static WatchdogProcess start(List<String> engineCommand) throws EngineException {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.addAll(JVM_OPTIONS);
    java.addAll(List.of("-cp", OwnClasses.location().toString(), Watchdog.class.getName()));
    java.addAll(engineCommand);
    ProcessBuilder builder =
        new ProcessBuilder(OwnSession.find().wrap(java)).redirectErrorStream(true);
    builder.environment().keySet().removeAll(JVM_VARIABLES);
    try {
      Process process = builder.start();
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
      if (line.equals(Watchdog.READY)) {
        return;
      }
      said.add(line);
    }
    throw new IOException(said.isEmpty() ? "it said nothing" : String.join("; ", said));
  }

  /** Has a container removed when this process is killed. */
  void watch(String name) throws EngineException {
    try {
      say("+" + name);
    } catch (IOException e) {
      throw new EngineException(
          "the watchdog, process "
              + process.pid()
              + ", is gone: nothing would remove container "
              + name,
          e);
    }
  }

  /** Takes a container that is gone off the list. */
  void forget(String name) {
    try {
      say("-" + name);
    } catch (IOException e) {
      // A watchdog that is gone removes nothing, which is what was asked for.
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
