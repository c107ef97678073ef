import static org.mockito.Mockito.mock;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;

/** Has Mockito change classes of the JDK that the agent has changed, and then uses them. */
public class Mocking {

  public static void main(String[] args) throws Exception {
    mock(ThreadPoolExecutor.class).execute(() -> {});
    mock(Socket.class).connect(null);
    mock(Thread.class).interrupt();
    executor();
  }

  static void executor() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(1);
    executor.submit(Mocking::connect).get();
    executor.shutdown();
  }

  static void connect() {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      new Socket(server.getInetAddress(), server.getLocalPort()).close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
