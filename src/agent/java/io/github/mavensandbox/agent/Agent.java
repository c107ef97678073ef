package io.github.mavensandbox.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;

/**
 * Where the JVM enters the agent: {@code -javaagent:agent.jar=FILE}, FILE being the file of
 * attempts to append to. It says nothing and ends nothing: where the agent cannot work, there are
 * no attempts.
 */
public final class Agent {

  private Agent() {}

  /** Called by the JVM before the program's main method. */
  public static void premain(String file, Instrumentation instrumentation) {
    try {
      if (file == null || file.isEmpty()) {
        return;
      }
      File jar = new File(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      AgentLoader loader = new AgentLoader(jar);
      loader
          .loadClass("io.github.mavensandbox.agent.Attribution")
          .getMethod("start", String.class, Instrumentation.class, byte[].class)
          .invoke(null, file, instrumentation, loader.read("java.lang.SandboxBridge"));
    } catch (Throwable e) {
      // The program is more important than knowing what it does.
    }
  }
}
