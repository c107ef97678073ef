package it;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.NetworkInterface;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** Does what its arguments say, one after another: {@code deed} or {@code deed=object}. */
public final class Main {

  public static void main(String[] args) throws Exception {
    for (String arg : args) {
      String[] words = arg.split("=", 2);
      switch (words[0]) {
        case "say" -> tell("said", words[1]);
        case "property" -> tell(words[1], System.getProperty(words[1]));
        case "environment" -> tell("environment", new TreeMap<>(System.getenv()).toString());
        case "networks" -> tell("networks", NetworkInterface.networkInterfaces().count() + "");
        case "get" -> tell(words[1], get(words[1]));
        case "input" -> tell("input", System.in.readAllBytes().length + " bytes");
        case "wait" -> {
          tell("waiting", "until it is ended");
          Thread.sleep(Long.MAX_VALUE);
        }
        case "exit" -> System.exit(Integer.parseInt(words[1]));
        default -> throw new IllegalArgumentException(arg);
      }
    }
  }

  private static String get(String url) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
    try (var body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "refused";
    }
  }

  private static void tell(String what, String outcome) {
    System.out.println("program: " + what + ": " + outcome);
  }

  private Main() {}
}
