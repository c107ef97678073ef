package io.github.mavensandbox.agent;

import io.github.mavensandbox.surefire.fork.AgentClasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A copy of the agent beside which there are the classes of a JDK as it changes them.
 *
 * @param jar the copy
 * @param classes the file beside it
 */
record PreparedAgent(Path jar, Path classes) {

  private static final Map<Jdk, PreparedAgent> MADE = new ConcurrentHashMap<>();

  /** The one for a JDK, which tests leave as it is. */
  static PreparedAgent of(Jdk jdk) {
    return MADE.computeIfAbsent(jdk, PreparedAgent::made);
  }

  private static PreparedAgent made(Jdk jdk) {
    try {
      return in(
          Files.createTempDirectory(AgentRun.agent().resolveSibling("agent"), "prepared"), jdk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One in a folder of its own. */
  static PreparedAgent in(Path folder, Jdk jdk) throws IOException {
    PreparedAgent agent =
        new PreparedAgent(folder.resolve("agent.jar"), folder.resolve("agent.classes"));
    Files.copy(AgentRun.agent(), agent.jar());
    Path made = new AgentClasses(folder.resolve("kept")).of(agent.jar(), jdk.home());
    Files.copy(made, agent.classes());
    return agent;
  }
}
