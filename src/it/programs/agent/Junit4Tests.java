import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.Test;

/** Tests of JUnit 4 that connect. */
public class Junit4Tests {
  @Test
  public void connects() {
    connect();
  }

  @Test
  public void submits() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.submit(Junit4Tests::connect).get();
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
