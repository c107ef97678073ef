package io.github.mavensandbox.image;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry, of which only reading goes through, and is too busy at first. */
final class BusyFront implements AutoCloseable {

  private static final String WORDS =
      "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"the rate \\u001b limit\"}]}";

  /** The first byte of a client that wants HTTPS, which gets no answer, at once. */
  private static final int TLS = 0x16;

  private final HttpServer server;
  private final ServerSocket door;
  private final String registry;
  private final int status;
  private final String retryAfter;
  private final AtomicInteger refusals;

  /**
   * Starts one.
   *
   * @param registry host and port
   * @param status of a refusal
   * @param retryAfter the header of that name; none where it is empty
   * @param refusals how many requests are refused
   */
  BusyFront(String registry, int status, String retryAfter, int refusals) throws IOException {
    this.registry = registry;
    this.status = status;
    this.retryAfter = retryAfter;
    this.refusals = new AtomicInteger(refusals);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    inBackground(
        () -> {
          while (true) {
            Socket client = door.accept();
            inBackground(() -> admit(client));
          }
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two sides has closed.
                return;
              }
            },
            "front");
    thread.setDaemon(true);
    thread.start();
  }

  private void admit(Socket client) throws IOException {
    try (client) {
      int first = client.getInputStream().read();
      if (first == TLS || first < 0) {
        return;
      }
      try (Socket inner =
          new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
        inner.getOutputStream().write(first);
        inBackground(() -> client.getInputStream().transferTo(inner.getOutputStream()));
        inner.getInputStream().transferTo(client.getOutputStream());
      }
    }
  }

  String image(String name) {
    return "localhost:" + door.getLocalPort() + "/" + name;
  }

  /** How many requests are still to be refused. */
  int left() {
    return Math.max(0, refusals.get());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (refusals.getAndDecrement() > 0) {
        if (!retryAfter.isEmpty()) {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        exchange.sendResponseHeaders(status, WORDS.length());
        exchange.getResponseBody().write(WORDS.getBytes(StandardCharsets.US_ASCII));
        return;
      }
      HttpURLConnection asked =
          (HttpURLConnection)
              URI.create("http://" + registry + exchange.getRequestURI()).toURL().openConnection();
      asked.setRequestMethod(exchange.getRequestMethod());
      exchange
          .getRequestHeaders()
          .getOrDefault("Accept", List.of())
          .forEach(type -> asked.addRequestProperty("Accept", type));
      int code = asked.getResponseCode();
      asked
          .getHeaderFields()
          .forEach(
              (name, values) -> {
                if (name != null && name.matches("(?i)content-type|docker-.*")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body =
          code < 400
              ? asked.getInputStream().readAllBytes()
              : asked.getErrorStream().readAllBytes();
      exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    server.stop(0);
  }
}
