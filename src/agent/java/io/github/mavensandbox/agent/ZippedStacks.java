package io.github.mavensandbox.agent;

/**
 * Stacks on Java 8, put together from two halves: the classes as a {@link SecurityManager} sees
 * them, and the methods and lines of a {@link Throwable}. Each leaves out other frames; a frame
 * without a class is one of the JDK.
 */
final class ZippedStacks extends StackReader {

  private final Classes context = new Classes();

  ZippedStacks() {}

  @Override
  Stack read(ClassInfos classes, final CapturedStack captured) {
    Class<?>[] types = context.getClassContext();
    final StackTraceElement[] elements = new Throwable().getStackTrace();
    final int[] lines = new int[elements.length];
    int next = 0;
    for (StackTraceElement element : elements) {
      int match = next;
      while (match < types.length && !types[match].getName().equals(element.getClassName())) {
        match++;
      }
      ClassInfo type;
      if (match < types.length) {
        type = classes.get(types[match]);
        next = match + 1;
      } else {
        type = classes.unknown(element.getClassName());
      }
      if (captured.isEmpty() && type.isAgent()) {
        continue;
      }
      if (captured.isComplete()) {
        break;
      }
      if (captured.isFull()) {
        captured.cut();
        break;
      }
      lines[captured.size()] = element.getLineNumber();
      captured.add(type, element.getMethodName(), element.getLineNumber());
    }
    return captured.toStack(
        new LineNumbers() {
          @Override
          public int line(int index) {
            return lines[index];
          }
        });
  }

  private static final class Classes extends SecurityManager {

    @Override
    protected Class<?>[] getClassContext() {
      return super.getClassContext();
    }
  }
}
