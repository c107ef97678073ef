package io.github.mavensandbox.agent;

import java.util.function.Consumer;

/** Stacks by {@link StackWalker}, which gives the classes themselves. */
final class WalkedStacks extends StackReader {

  private final StackWalker walker =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  WalkedStacks() {}

  @Override
  Stack read(ClassInfos classes, CapturedStack captured) {
    Frames frames = new Frames(classes, captured);
    walker.forEach(frames);
    return captured.toStack(frames);
  }

  /** A class and not a lambda: it runs where one may be in the making. */
  private static final class Frames implements Consumer<StackWalker.StackFrame>, LineNumbers {

    private final ClassInfos classes;
    private final CapturedStack captured;
    private StackWalker.StackFrame[] walked = new StackWalker.StackFrame[32];

    private Frames(ClassInfos classes, CapturedStack captured) {
      this.classes = classes;
      this.captured = captured;
    }

    @Override
    public void accept(StackWalker.StackFrame frame) {
      if (captured.isComplete()) {
        return;
      }
      if (captured.isFull()) {
        captured.cut();
        return;
      }
      ClassInfo type = classes.get(frame.getDeclaringClass());
      if (captured.isEmpty() && type.isAgent()) {
        return;
      }
      int index = captured.size();
      if (index == walked.length) {
        StackWalker.StackFrame[] larger = new StackWalker.StackFrame[2 * index];
        System.arraycopy(walked, 0, larger, 0, index);
        walked = larger;
      }
      walked[index] = frame;
      captured.add(type, frame.getMethodName(), frame.getByteCodeIndex());
    }

    @Override
    public int line(int index) {
      return walked[index].getLineNumber();
    }
  }
}
