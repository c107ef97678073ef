package io.github.mavensandbox.agent;

import java.util.concurrent.ConcurrentHashMap;

/** Reads the calling thread's stack, without the agent's own frames. */
abstract class StackReader {

  /**
   * Equal stacks are one object, so that ten thousand waiting tasks cost one; more than this many
   * are forgotten.
   */
  private static final int KNOWN = 1_024;

  private final ConcurrentHashMap<Stack, Stack> known = new ConcurrentHashMap<Stack, Stack>();
  private ClassInfos classes;

  static StackReader ofThisJvm(ClassInfos classes) throws Exception {
    StackReader reader =
        JavaVersion.load(
            JavaVersion.isBefore9() ? "ZippedStacks" : "WalkedStacks", StackReader.class);
    reader.classes = classes;
    return reader;
  }

  /**
   * The stack of the calling thread. What a task is run within is left out: a thread that completes
   * somebody else's future, say, goes on with their work on top of its own.
   */
  final Stack read(ThreadState thread) {
    Stack stack = read(classes, new CapturedStack(thread.within()));
    Stack same = known.get(stack);
    if (same != null) {
      return same;
    }
    if (known.size() >= KNOWN) {
      known.clear();
    }
    stack.resolve();
    known.put(stack, stack);
    return stack;
  }

  abstract Stack read(ClassInfos classes, CapturedStack captured);
}
