package io.github.mavensandbox.agent;

/** What is kept of a class; not the class, which may be unloaded. There is one for each class. */
final class ClassInfo {

  private final String name;
  private final Source source;
  private final boolean agent;

  /**
   * A class.
   *
   * @param source where it was loaded from, or null for one of the JDK
   * @param agent whether it is one of the agent's own
   */
  ClassInfo(String name, Source source, boolean agent) {
    this.name = name;
    this.source = source;
    this.agent = agent;
  }

  String name() {
    return name;
  }

  boolean isAgent() {
    return agent;
  }

  boolean isJdk() {
    return source == null;
  }

  /** The number of its source, which is announced in the file of attempts before. */
  int source() {
    return source.announced();
  }
}
