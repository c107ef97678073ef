package example;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Calls a host that the POM allows and one that it does not, is called by both, and tells what it
 * is.
 */
public final class Main {
  /** Where this program is called itself; the server puts its address in the place of PEER. */
  private static final String HERE = "http://PEER:9000/";

  private final CloseableHttpClient client;

  private Main(CloseableHttpClient client) {
    this.client = client;
  }

  /**
   * Says what became of each call.
   *
   * @param args the address of the host that the POM allows, and that of the other one
   */
  public static void main(String[] args) throws IOException {
    String allowed = "http://" + args[0] + ":8080/";
    String blocked = "http://" + args[1] + ":8080/";
    HttpServer server = listen();
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      Main main = new Main(client);
      main.call("out, allowed", allowed);
      main.call("out, blocked", blocked);
      main.call("in, allowed", allowed + "call?" + HERE);
      // The blocked host cannot be asked by us, so the allowed one does it.
      main.call("in, blocked", allowed + "call?" + blocked + "call?" + HERE);
    } finally {
      server.stop(0);
    }
    tell("user", user());
  }

  private static HttpServer listen() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(9000), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "welcome to the program".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private void call(String what, String uri) {
    long start = System.nanoTime();
    String outcome;
    try {
      outcome =
          client.execute(new HttpGet(uri), response -> EntityUtils.toString(response.getEntity()));
    } catch (IOException e) {
      outcome = "refused: " + e.getMessage();
    }
    tell(what, outcome + " [" + (System.nanoTime() - start) / 1_000_000 + " ms]");
  }

  /** Who the kernel says that we are, and what we may do. */
  private static String user() throws IOException {
    Map<String, String> status =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .map(line -> line.split(":\\s*", 2))
            .collect(Collectors.toMap(field -> field[0], field -> field[1].strip()));
    boolean powerless =
        List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb").stream()
            .allMatch(set -> status.get(set).matches("0+"));
    return "uid %s, groups (%s), %s, %s"
        .formatted(
            status.get("Uid").split("\\s")[0],
            status.get("Groups"),
            powerless ? "no capability" : "capabilities " + status.get("CapBnd"),
            status.get("NoNewPrivs").equals("1") ? "no new privileges" : "may gain privileges");
  }

  private static void tell(String what, String outcome) {
    System.out.printf("%-13s %s%n", what + ':', outcome);
  }
}
