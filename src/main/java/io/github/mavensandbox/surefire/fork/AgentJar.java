package io.github.mavensandbox.surefire.fork;

import io.github.mavensandbox.surefire.files.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The agent that writes down who tries to reach what, as a container gets it.
 *
 * @param jar the host's
 */
public record AgentJar(Path jar) {

  /** Where a fork has it. */
  public static final String INSIDE = "/sandbox/agent.jar";

  /**
   * With an agent, a JVM makes no archive of classes, or crashes over it; and it refuses one that
   * was made without, and says so.
   */
  private static final Pattern ARCHIVE =
      Pattern.compile(
          "-Xshare:dump|-XX:([+]AutoCreateSharedArchive|(AOT|ArchiveClassesAtExit|SharedArchiveFile).*)",
          Pattern.DOTALL);

  /** Whether a JVM with these options runs with the agent as it does without. */
  public static boolean suits(List<String> options) {
    return options.stream().noneMatch(option -> ARCHIVE.matcher(option).matches());
  }

  /**
   * Java's option, to stand before those of the user: the agent is to see what other agents do, and
   * the classes as they come.
   *
   * @param attempts where it writes to, in the container
   */
  public String option(String attempts) {
    return "-javaagent:" + INSIDE + "=" + attempts;
  }

  /** Adds the jar to what a container gets. */
  public void addTo(HostFiles files) throws IOException {
    files.addFile(INSIDE, Files.readAllBytes(jar), 0444);
  }
}
