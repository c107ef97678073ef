package app;

import java.util.concurrent.Callable;

/** The project: it has a tracker do what it does, and ends with it. */
public class App {

  /** Takes the name of the tracker's class. */
  public static void main(String[] args) throws Exception {
    Callable<?> tracker = (Callable<?>) Class.forName(args[0]).getConstructor().newInstance();
    try {
      tracker.call();
    } catch (Exception | LinkageError e) {
      // As expected: nobody listens.
      e.printStackTrace();
    }
    // Not waiting for the threads that the library keeps.
    System.exit(0);
  }
}
