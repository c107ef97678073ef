import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.testng.annotations.Test;

/** Tests of TestNG that connect. */
public class TestngTests {
  @Test
  public void connects() {
    connect();
  }

  @Test
  public void submits() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.submit(TestngTests::connect).get();
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
