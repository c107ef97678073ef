import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.SocketChannel;

/** What came after Java 8. What is not in this JVM either is left out. */
public class NewerWays {

  static final InetAddress HERE = InetAddress.getLoopbackAddress();
  static int closed;

  interface Way {
    void go() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    try (ServerSocket unused = new ServerSocket(0, 50, HERE)) {
      closed = unused.getLocalPort();
    }
    tried(NewerWays::httpClient);
    tried(NewerWays::asynchronousHttpClient);
    tried(NewerWays::unixSocket);
    if (Runtime.version().feature() >= 21) {
      tried(NewerWays::virtualThread);
    }
  }

  static void tried(Way way) {
    try {
      way.go();
    } catch (Exception e) {
      // As is expected of all.
    }
  }

  static HttpRequest request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + closed + "/")).build();
  }

  static void httpClient() throws Exception {
    HttpClient.newHttpClient().send(request(), HttpResponse.BodyHandlers.discarding());
  }

  static void asynchronousHttpClient() throws Exception {
    HttpClient.newHttpClient().sendAsync(request(), HttpResponse.BodyHandlers.discarding()).get();
  }

  static void unixSocket() throws Exception {
    SocketChannel.open(UnixDomainSocketAddress.of("/no/such/socket")).close();
  }

  static void virtualThread() throws Exception {
    Runnable task = () -> tried(() -> new Socket(HERE, closed).close());
    ((Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task))
        .join();
  }
}
