package java.lang;

/**
 * The only class that changed methods call. It is defined in the boot loader, in the one package
 * that every class loader asks its parent for, so that it is found from wherever a changed class
 * is; everything behind it is in a class loader of its own.
 *
 * <p>Nothing that goes wrong behind it reaches the program.
 */
public abstract class SandboxBridge {

  /** Who is told, or null while nobody is. */
  public static SandboxBridge listener;

  /** A call that may leave the JVM begins. */
  public static void enter(int call, Object self, Object[] arguments) {
    try {
      if (listener != null) {
        listener.entered(call, self, arguments);
      }
    } catch (Throwable e) {
      // The program goes on as if nobody had listened.
    }
  }

  /**
   * It ended with a number or a truth value: above zero means done, anything else that it goes on.
   */
  public static void exit(int call, int result) {
    try {
      if (listener != null) {
        listener.exited(call, result);
      }
    } catch (Throwable e) {
      // As above.
    }
  }

  /** It ended with an object, or with nothing. */
  public static void exit(int call, Object result) {
    try {
      if (listener != null) {
        listener.exited(call, result);
      }
    } catch (Throwable e) {
      // As above.
    }
  }

  /** It ended with an exception. */
  public static void fail(int call, Throwable failure) {
    try {
      if (listener != null) {
        listener.failed(call, failure);
      }
    } catch (Throwable e) {
      // As above.
    }
  }

  /** This thread gives a task to others, or will be asked to go on with it later. */
  public static void submit(int how, Object executor, Object task) {
    try {
      if (listener != null) {
        listener.submitted(how, executor, task);
      }
    } catch (Throwable e) {
      // As above.
    }
  }

  /** This thread begins a task, maybe within another. */
  public static void begin(Object task) {
    try {
      if (listener != null) {
        listener.begun(task);
      }
    } catch (Throwable e) {
      // As above.
    }
  }

  /** It ended, however it did. */
  public static void end() {
    try {
      if (listener != null) {
        listener.ended();
      }
    } catch (Throwable e) {
      // As above.
    }
  }

  /** This thread, which runs one task after the other, takes the next, or null for none. */
  public static void take(Object task) {
    try {
      if (listener != null) {
        listener.taken(task);
      }
    } catch (Throwable e) {
      // As above.
    }
  }

  protected abstract void entered(int call, Object self, Object[] arguments);

  protected abstract void exited(int call, int result);

  protected abstract void exited(int call, Object result);

  protected abstract void failed(int call, Throwable failure);

  protected abstract void submitted(int how, Object executor, Object task);

  protected abstract void begun(Object task);

  protected abstract void ended();

  protected abstract void taken(Object task);
}
