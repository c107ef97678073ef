import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * The server that the example and the integration tests talk to, run twice: as an allowed and as a
 * blocked host.
 *
 * <ul>
 *   <li>{@code GET /} on TCP port 8080: says hello, with its name and the caller's address.
 *   <li>{@code GET /call?URL}: calls the URL, in which {@code PEER} stands for the caller's
 *       address, and tells how that went. So a host can be made to call back, or to make another
 *       one call.
 *   <li>UDP port 8080: every datagram comes back as it is.
 * </ul>
 */
final class Server {
  private static final int PORT = 8080;
  // A call that a firewall drops takes all of it.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String name;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private Server(String name) {
    this.name = name;
  }

  /** Serves under the name in {@code args[0]} until it is killed. */
  public static void main(String[] args) throws IOException {
    Server server = new Server(args[0]);
    HttpServer http = HttpServer.create(new InetSocketAddress(PORT), 0);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/", server::hello);
    http.createContext("/call", server::call);
    DatagramSocket udp = new DatagramSocket(PORT);
    http.start();
    System.out.println("ready");
    echo(udp);
  }

  private void hello(HttpExchange exchange) throws IOException {
    answer(exchange, "hello " + peer(exchange) + ", this is " + name);
  }

  private void call(HttpExchange exchange) throws IOException {
    URI uri = URI.create(exchange.getRequestURI().getQuery().replace("PEER", peer(exchange)));
    answer(exchange, name + " called " + uri + ": " + outcome(uri));
  }

  private String outcome(URI uri) {
    try {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "no answer (" + e + ")";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e); // nobody interrupts the threads here
    }
  }

  /** The caller as the host of a URL: an IPv6 address stands in brackets there. */
  private static String peer(HttpExchange exchange) {
    InetAddress address = exchange.getRemoteAddress().getAddress();
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void echo(DatagramSocket socket) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    while (true) {
      packet.setLength(65_535);
      socket.receive(packet);
      socket.send(packet);
    }
  }
}
