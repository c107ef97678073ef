package io.github.mavensandbox.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Puts the agent's parts together and to work. */
public final class Attribution {

  private Attribution() {}

  /**
   * Starts to record.
   *
   * @param file where to; appended to, made with its folder where it does not exist
   * @param bridge the class file of {@link SandboxBridge}
   * @throws Exception where this JVM is not one that the agent can work in; the program's classes
   *     are then as they were
   */
  public static void start(String file, Instrumentation instrumentation, byte[] bridge)
      throws Exception {
    if (Bridge.isThere()) {
      return; // a second -javaagent of ours
    }
    AttemptFile attempts = AttemptFile.open(new File(file));
    attempts.start();
    Bridge.define(bridge, instrumentation);
    HookTable table = HookTable.ofKnownClasses();
    StackReader stacks = StackReader.ofThisJvm(new ClassInfos(new Sources(attempts), table));
    Listening.begin(new Recorder(attempts, stacks));

    HookTransformer transformer = new HookTransformer(table);
    instrumentation.addTransformer(transformer, true);
    List<Class<?>> loaded = new ArrayList<Class<?>>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type.getClassLoader() == null && table.has(type.getName().replace('.', '/'))) {
        loaded.add(type);
      }
    }
    for (Class<?> type : loaded) {
      retransform(instrumentation, type);
    }
  }

  /** One by one: a class that cannot be changed must not keep the others from it. */
  private static void retransform(Instrumentation instrumentation, Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable e) {
      // Its calls are not seen.
    }
  }
}
