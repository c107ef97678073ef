import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Many attempts: args[0] of one kind, and args[1] that differ, from a stack of args[2] frames. */
public class Many {

  public static void main(String[] args) throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      connect(InetAddress.getLoopbackAddress(), port);
    }
    deep(Integer.parseInt(args[2]), Integer.parseInt(args[1]), port);
  }

  static void deep(int frames, int count, int port) throws Exception {
    if (frames > 0) {
      deep(frames - 1, count, port);
      return;
    }
    for (int i = 0; i < count; i++) {
      connect(InetAddress.getByAddress("name" + i, new byte[] {127, 0, 0, 1}), port);
    }
  }

  static void connect(InetAddress address, int port) throws Exception {
    try {
      new Socket(address, port).close();
    } catch (IOException e) {
      // As is expected.
    }
  }
}
