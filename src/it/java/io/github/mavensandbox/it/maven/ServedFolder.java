package io.github.mavensandbox.it.maven;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** A repository, served on loopback to a user who may not read it where it is. */
record ServedFolder(Path folder) {

  /** Serves it until this JVM ends, and returns the URL. */
  String url() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    // Its thread is what the thread is that starts it: one that the JVM does not wait for.
    Thread starter = new Thread(server::start);
    starter.setDaemon(true);
    starter.start();
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<byte[]> found = found(exchange.getRequestURI().getPath().substring(1));
      if (found.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, found.get().length);
        exchange.getResponseBody().write(found.get());
      }
    }
  }

  /** Maven wants a checksum of each file, and is loud where there is none. */
  private Optional<byte[]> found(String path) throws IOException {
    Path file = folder.resolve(path.replaceFirst("[.]sha1$", "")).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    return Optional.of(path.endsWith(".sha1") ? sha1(bytes) : bytes);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      return HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
