package io.github.mavensandbox.it.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.engine.cli.EngineLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a run of Maven ended.
 *
 * @param pid of its process
 * @param exitCode 0 for success
 * @param lines its output
 */
public record MavenRun(long pid, int exitCode, List<String> lines) {

  private static final String OWNER = "io.github.mavensandbox.owner";
  private static final Duration WATCHDOG_LIMIT = Duration.ofSeconds(30);

  /** Reads on to the end. */
  public static MavenRun awaited(Process process) throws InterruptedException {
    List<String> lines = process.inputReader(UTF_8).lines().toList();
    return new MavenRun(process.pid(), process.waitFor(), lines);
  }

  /** What it said, for the message of a failed test. */
  public String output() {
    return "Maven said:\n" + String.join("\n", lines);
  }

  /** Whether the build succeeded. */
  public boolean hasSucceeded() {
    return exitCode == 0;
  }

  /** The lines that say why the build failed. */
  public List<String> failures() {
    return lines.stream().filter(line -> line.contains("Failed to execute goal")).toList();
  }

  /**
   * What it left of its sandboxes, and is not gone within half a minute: containers, which its
   * watchdog removes, or processes and folders of namespaces.
   */
  public List<String> left() throws IOException, InterruptedException {
    long limit = System.nanoTime() + WATCHDOG_LIMIT.toNanos();
    List<String> left = sandboxesOf(pid);
    while (!left.isEmpty() && System.nanoTime() < limit) {
      Thread.sleep(100);
      left = sandboxesOf(pid);
    }
    return left;
  }

  /** Of namespaces one build at a time can be told. */
  private static List<String> sandboxesOf(long pid) throws IOException, InterruptedException {
    return KindUnderTest.isNamespaces() ? OrdinaryUser.ofThisRun().sandboxes() : containersOf(pid);
  }

  /**
   * The owners and ids of the containers that a process has made, and that are still there. Other
   * tests may run in another PID namespace, where processes have the same numbers.
   */
  public static List<String> containersOf(long pid) throws IOException, InterruptedException {
    String namespace =
        Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString().replaceAll("\\D", "");
    return new EngineLocator()
        .locate(EngineUnderTest.program(), List.of()).containersWithLabel(OWNER).stream()
            .map(container -> container.labels().get(OWNER) + " " + container.id())
            .filter(line -> line.matches("\\d+:%d:.*:%s .*".formatted(pid, namespace)))
            .toList();
  }
}
