package tracker;

import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;

public class StaticInitializer implements Callable<Object> {

  static {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("port"))) {
      socket.getOutputStream().write(1);
    } catch (java.io.IOException e) {
      // Nobody listens.
    }
  }

  @Override
  public Object call() {
    return null;
  }
}
