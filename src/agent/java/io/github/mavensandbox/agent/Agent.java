package io.github.mavensandbox.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.function.BiConsumer;

/**
 * Where the JVM enters the agent: {@code -javaagent:agent.jar=FILE}, FILE being the file of
 * attempts to append to. It says nothing and ends nothing: where the agent cannot work, there are
 * no attempts.
 *
 * <p>With {@code prepare:FILE} it records nothing, and writes to FILE how it changes the classes of
 * this JDK. An agent whose jar has that file beside it, {@code agent.classes}, starts faster.
 */
public final class Agent {

  private static final String PREPARE = "prepare:";

  private Agent() {}

  /** Called by the JVM before the program's main method. */
  public static void premain(String option, Instrumentation instrumentation) {
    try {
      if (option == null || option.isEmpty()) {
        return;
      }
      if (option.startsWith(PREPARE)) {
        start("Preparation", option.substring(PREPARE.length()), instrumentation);
      } else {
        start("Attribution", option, instrumentation);
      }
    } catch (Throwable e) {
      // The program is more important than knowing what it does.
    }
  }

  /**
   * By an interface that both class loaders know: what reflection needs for the first call of a
   * method takes newer JVMs as long as all the rest.
   */
  @SuppressWarnings("unchecked")
  private static void start(String simpleName, String file, Instrumentation instrumentation)
      throws Exception {
    File jar = new File(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    BiConsumer<File[], Instrumentation> part =
        (BiConsumer<File[], Instrumentation>)
            new AgentLoader(jar)
                .loadClass("io.github.mavensandbox.agent." + simpleName)
                .getDeclaredConstructor()
                .newInstance();
    part.accept(new File[] {jar, new File(file)}, instrumentation);
  }
}
