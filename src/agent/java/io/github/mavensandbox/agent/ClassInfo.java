package io.github.mavensandbox.agent;

/** What is kept of a class; not the class, which may be unloaded. There is one for each class. */
final class ClassInfo {

  private final String name;
  private final Source source;
  private final boolean agent;
  private final Hook[] hooks;

  /**
   * A class.
   *
   * @param source where it was loaded from, or null for one of the JDK
   * @param agent whether it is one of the agent's own
   * @param hooks its hooks, or null
   */
  ClassInfo(String name, Source source, boolean agent, Hook[] hooks) {
    this.name = name;
    this.source = source;
    this.agent = agent;
    this.hooks = hooks;
  }

  String name() {
    return name;
  }

  boolean isAgent() {
    return agent;
  }

  /** Whether it has methods of that name in which a task begins and ends. */
  boolean runsTasks(String method) {
    if (hooks != null) {
      for (Hook hook : hooks) {
        if (hook.kind() == Hook.Kind.RUNS && hook.method().equals(method)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isJdk() {
    return source == null;
  }

  /** The number of its source, which is announced in the file of attempts before. */
  int source() {
    return source.announced();
  }
}
