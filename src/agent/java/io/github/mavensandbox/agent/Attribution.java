package io.github.mavensandbox.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Puts the agent's parts together and to work. */
public final class Attribution implements BiConsumer<File[], Instrumentation> {

  /** Called by name. */
  public Attribution() {}

  /**
   * Starts to record.
   *
   * @param files the agent's jar, and the file of attempts: appended to, made with its folder where
   *     it does not exist
   * @throws IllegalStateException where this JVM is not one that the agent can work in; the
   *     program's classes are then as they were
   */
  @Override
  public void accept(File[] files, Instrumentation instrumentation) {
    if (Bridge.isThere()) {
      return; // a second -javaagent of ours
    }
    try {
      start(files[0], files[1], instrumentation);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void start(File jar, File file, Instrumentation instrumentation) throws Exception {
    AttemptFile attempts = AttemptFile.open(file);
    attempts.start();
    Bridge.define(instrumentation);
    HookTable table = HookTable.ofKnownClasses();
    StackReader stacks = StackReader.ofThisJvm(new ClassInfos(new Sources(attempts), table));
    Listening.begin(new Recorder(attempts, stacks));

    HookTransformer transformer = new HookTransformer(table, PreparedClasses.besides(jar));
    instrumentation.addTransformer(transformer, true);
    retransform(instrumentation, loaded(instrumentation, table));
  }

  private static List<Class<?>> loaded(Instrumentation instrumentation, HookTable table) {
    Set<String> names = new HashSet<String>();
    for (String name : table.jdkClasses()) {
      names.add(name.replace('/', '.'));
    }
    List<Class<?>> loaded = new ArrayList<Class<?>>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      // To work out a class's name takes its time.
      if (!type.isInterface()
          && !type.isArray()
          && type.getClassLoader() == null
          && names.contains(type.getName())) {
        loaded.add(type);
      }
    }
    return loaded;
  }

  /** All at once, which the JVM stops its threads for; else those that it can change. */
  private static void retransform(Instrumentation instrumentation, List<Class<?>> types) {
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (Throwable e) {
      for (Class<?> type : types) {
        retransform(instrumentation, type);
      }
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
