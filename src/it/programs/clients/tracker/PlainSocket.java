package tracker;

import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.Callable;

public class PlainSocket implements Callable<Object> {

  @Override
  public Object call() throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger("port"));
  }
}
