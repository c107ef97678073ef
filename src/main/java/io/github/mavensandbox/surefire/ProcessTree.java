package io.github.mavensandbox.surefire;

/** A process and all that it has started. */
public final class ProcessTree {

  private ProcessTree() {}

  /** Kills all of it. A client may be a script, whose children would keep its output open. */
  public static void kill(ProcessHandle root) {
    root.descendants().forEach(ProcessHandle::destroyForcibly);
    root.destroyForcibly();
  }
}
