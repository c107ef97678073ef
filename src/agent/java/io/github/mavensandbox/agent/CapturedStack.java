package io.github.mavensandbox.agent;

import java.util.Arrays;

/** A stack while it is read, innermost frame first. */
final class CapturedStack {

  private static final int FRAMES = 200;

  private ClassInfo[] types = new ClassInfo[32];
  private String[] methods = new String[32];
  private int[] positions = new int[32];
  private int size;
  private boolean cut;

  CapturedStack() {}

  boolean isEmpty() {
    return size == 0;
  }

  boolean isFull() {
    return size == FRAMES;
  }

  int size() {
    return size;
  }

  /** Says that there were more frames. */
  void cut() {
    cut = true;
  }

  void add(ClassInfo type, String method, int position) {
    if (size == types.length) {
      types = Arrays.copyOf(types, 2 * size);
      methods = Arrays.copyOf(methods, 2 * size);
      positions = Arrays.copyOf(positions, 2 * size);
    }
    types[size] = type;
    methods[size] = method;
    positions[size] = position;
    size++;
  }

  Stack toStack(LineNumbers lines) {
    return new Stack(
        Arrays.copyOf(types, size),
        Arrays.copyOf(methods, size),
        Arrays.copyOf(positions, size),
        cut,
        lines);
  }
}
