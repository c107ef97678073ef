package tracker;

import java.util.concurrent.Callable;

/** Connects in a library of its own, which native/connect.c is. */
public class Native implements Callable<Object> {

  static native int connect(int port);

  @Override
  public Object call() {
    System.load(System.getProperty("library"));
    return connect(Integer.getInteger("port"));
  }
}
