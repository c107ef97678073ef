package io.github.mavensandbox.surefire.fork;

import io.github.mavensandbox.surefire.files.HostFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The agent that writes down who tries to reach what, as a fork gets it.
 *
 * @param jar the host's
 * @param classes those of the fork's JDK as the agent changes them, if they are known
 */
public record AgentJar(Path jar, Optional<Path> classes) {

  /** Where a fork has it. */
  public static final String INSIDE = "/sandbox/agent.jar";

  /** Where a fork has the classes, if it has them: the agent looks for them beside itself. */
  public static final String CLASSES_INSIDE = "/sandbox/agent.classes";

  private static final Pattern MODULE = Pattern.compile("-m|--module(=.*)?", Pattern.DOTALL);

  /**
   * With an agent, a JVM makes no archive of classes, or crashes over it; and it refuses one that
   * was made without, and says so.
   */
  private static final Pattern ARCHIVE =
      Pattern.compile(
          "-Xshare:dump|-XX:([+]AutoCreateSharedArchive|(AOT|ArchiveClassesAtExit|SharedArchiveFile).*)",
          Pattern.DOTALL);

  /** The agent, which has to find out how it changes the classes of the fork's JDK. */
  public AgentJar(Path jar) {
    this(jar, Optional.empty());
  }

  /** Returns the same agent with what it need not find out. */
  public AgentJar with(Path knownClasses) {
    return new AgentJar(jar, Optional.of(knownClasses));
  }

  /** Whether one of these options names a module whose main class is to run. */
  static boolean runsModule(List<String> options) {
    return options.stream().anyMatch(option -> MODULE.matcher(option).matches());
  }

  /** Whether a JVM with these options runs with the agent as it does without. */
  public static boolean suits(List<String> options) {
    return options.stream().noneMatch(option -> ARCHIVE.matcher(option).matches());
  }

  /**
   * Java's option, to stand before those of the user: the agent is to see what other agents do, and
   * the classes as they come.
   *
   * @param attempts where it writes to, in the fork
   * @param options of the fork's Java, and the program's arguments
   */
  public String option(String attempts, List<String> options) {
    return option(INSIDE, attempts, runsModule(options));
  }

  /**
   * An agent in Java is for the JVM the JDK's library {@code instrument}, and one module more to
   * begin with. With that option the JVM sets up its modules anew, instead of taking them from its
   * archive as it does else, which takes longer than all that the agent does. The module is there
   * without the option, unless the program is in a module itself, and does not require it.
   */
  static String option(String jar, String value, boolean runsModule) {
    return (runsModule ? "-javaagent:" : "-agentlib:instrument=") + jar + "=" + value;
  }

  /** Adds the jar to what a container gets. */
  public void addTo(HostFiles files) throws IOException {
    files.addFile(INSIDE, Files.readAllBytes(jar), 0444);
  }
}
