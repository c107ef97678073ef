package io.github.mavensandbox.agent;

import java.util.Arrays;

/**
 * The frames of a thread at one moment, innermost first. Two are equal when they are at the same
 * places of the same classes.
 */
final class Stack {

  private final ClassInfo[] types;
  private final String[] methods;
  private final int[] positions;
  private final boolean cut;
  private final int hash;
  private LineNumbers unresolved;
  private int[] lines;
  private String test;
  private boolean testKnown;

  Stack(ClassInfo[] types, String[] methods, int[] positions, boolean cut, LineNumbers lines) {
    this.types = types;
    this.methods = methods;
    this.positions = positions;
    this.cut = cut;
    this.unresolved = lines;
    int sum = cut ? 1 : 0;
    for (int i = 0; i < types.length; i++) {
      sum = 31 * sum + types[i].hashCode();
      sum = 31 * sum + methods[i].hashCode();
      sum = 31 * sum + positions[i];
    }
    this.hash = sum;
  }

  /** Works out the lines and lets go of what they are worked out from, which holds classes. */
  void resolve() {
    int[] found = new int[types.length];
    for (int i = 0; i < found.length; i++) {
      found[i] = unresolved.line(i);
    }
    lines = found;
    unresolved = null;
  }

  ClassInfo type(int index) {
    return types[index];
  }

  /** The test that runs in it, as {@code com.x.FooTest#method}, or null. */
  String test() {
    if (!testKnown) {
      test = RunningTest.in(types, methods);
      testKnown = true;
    }
    return test;
  }

  /**
   * Appends the frames as a JSON array.
   *
   * @param limit how many at most
   * @return whether some are missing
   */
  boolean write(JsonLine line, int limit) {
    line.beginArray();
    for (int i = 0; i < types.length && i < limit; i++) {
      line.beginObject().field("c", types[i].name()).field("m", methods[i]);
      if (lines[i] > 0) {
        line.field("l", lines[i]);
      }
      if (!types[i].isJdk()) {
        line.field("s", types[i].source());
      }
      line.endObject();
    }
    line.endArray();
    return cut || types.length > limit;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Stack)) {
      return false;
    }
    Stack stack = (Stack) other;
    return hash == stack.hash
        && cut == stack.cut
        && Arrays.equals(types, stack.types)
        && Arrays.equals(positions, stack.positions)
        && Arrays.equals(methods, stack.methods);
  }
}
