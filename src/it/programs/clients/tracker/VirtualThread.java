package tracker;

import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;

/** For Java 21 and newer, and compiled for older ones. */
public class VirtualThread implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    Thread thread =
        (Thread)
            Thread.class
                .getMethod("startVirtualThread", Runnable.class)
                .invoke(null, (Runnable) VirtualThread::connect);
    thread.join();
    return null;
  }

  private static void connect() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("port"))) {
      socket.getOutputStream().write(1);
    } catch (java.io.IOException e) {
      // Nobody listens.
    }
  }
}
