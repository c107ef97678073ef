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
  private boolean complete;
  private int within;

  /**
   * An empty one.
   *
   * @param within how many frames of methods that run tasks there are within the last frame; below
   *     zero if there is no such last one
   */
  CapturedStack(int within) {
    this.within = within;
  }

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

  /** Whether the frames that follow are of somebody else's work. */
  boolean isComplete() {
    return complete;
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
    if (within >= 0 && type.runsTasks(method)) {
      complete = within-- == 0;
    }
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
