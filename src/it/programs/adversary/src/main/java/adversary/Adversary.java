package adversary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Code that has come in as a dependency, and wants out. It tries each technique of {@code
 * techniques.txt}, and prints a line for each: {@code adversary: NAME done}, {@code refused: WHY}
 * or {@code absent: WHY}.
 */
public final class Adversary {

  private static final int FIRST_PORT = 20_000;
  private static final Path SENT = Path.of("/sys/class/net/wire0/statistics/tx_packets");

  private final Properties hosts = new Properties();
  private final List<String> techniques;
  private final Path folder;

  private Adversary() throws IOException {
    try (InputStream in = resource("hosts.properties")) {
      hosts.load(in);
    }
    techniques =
        new String(resource("techniques.txt").readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    folder = Files.createTempDirectory("adversary");
    for (String program : List.of("attack", "attack.sh")) {
      Files.copy(resource(program), folder.resolve(program));
      Files.setPosixFilePermissions(
          folder.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static final String FIRST;

  static {
    try {
      FIRST = new Adversary().attempt("first");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Adversary.class.getResourceAsStream("/" + name);
  }

  /** Tries them all, or those that match the system property {@code adversary.only}. */
  public static void main(String[] arguments) throws Exception {
    // Nothing else on its line, whatever Maven or a test runner prints.
    System.out.println("\nadversary: first " + FIRST);
    Adversary adversary = new Adversary();
    String only = System.getProperty("adversary.only", ".*");
    for (String line : adversary.techniques) {
      String name = line.split("\\s+")[0];
      if (!name.equals("first") && name.matches(only)) {
        System.out.println("adversary: " + name + " " + adversary.attempt(name));
      }
    }
  }

  private String attempt(String name) {
    int number = 0;
    while (!techniques.get(number).startsWith(name + " ")) {
      number++;
    }
    String[] words = techniques.get(number).split("\\s+", 5);
    String[] way = words[2].split(":", 2);
    String[] target = words[3].replaceFirst("^wire:", "").split("/");
    String address =
        target.length < 3
            ? ""
            : hosts.getProperty(target[1], target[1]).replace("%eth0", "%" + device());
    String port = target.length < 3 ? "0" : target[2].replace("*", "" + (FIRST_PORT + number));
    // Where it is outside of all that is seen here, whoever laid it listens at its other end.
    boolean wire = words[3].startsWith("wire:") && !hosts.containsKey("wire");
    if (wire) {
      awaitWire();
    }
    try {
      String before = wire ? Files.readString(SENT) : "";
      String outcome = attempt(way, address, port, "adv-" + name);
      return outcome + (wire && !Files.readString(SENT).equals(before) ? " (left)" : "");
    } catch (Exception e) {
      return "refused: " + e;
    }
  }

  private String attempt(String[] way, String address, String port, String token)
      throws IOException, InterruptedException {
    try {
      return switch (way[0]) {
        case "java" -> new Attacks(address, port, token).attempt(way[1]);
        case "native" ->
            program(List.of("./attack", way[1], address, port.replace("-", "0"), token));
        case "shell" ->
            program(
                List.of(
                    sandbox() + "/bin/busybox", "sh", "./attack.sh", way[1], address, port, token));
        default -> throw new IllegalArgumentException(way[0]);
      };
    } catch (IOException e) {
      return "refused: " + e;
    }
  }

  /** Where the sandbox's own programs are; the attacker may have brought some. */
  private String sandbox() {
    return hosts.getProperty("sandbox", "/sandbox");
  }

  /** The interface by which packets leave. */
  private static String device() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(
              one ->
                  one.inetAddresses()
                      .anyMatch(
                          address ->
                              address instanceof Inet4Address && !address.isLoopbackAddress()))
          .map(NetworkInterface::getName)
          .findFirst()
          .orElse("eth0");
    } catch (SocketException e) {
      return "eth0";
    }
  }

  /** Another container lays it, when it sees this one. */
  private static void awaitWire() {
    for (int i = 0; i < 300 && !Files.exists(SENT); i++) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private String program(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(folder.toFile())
            .redirectErrorStream(true);
    Map<String, String> variables = builder.environment();
    variables.putAll(
        Map.of(
            "SPOOFED",
            hosts.getProperty("allowed4"),
            "STRANGER",
            "7071",
            "BASEDIR",
            System.getProperty("user.dir"),
            "SANDBOX",
            sandbox(),
            "PROGRAM",
            "" + ProcessHandle.current().pid()));
    for (String name : List.of("cache", "repository", "secret")) {
      variables.put(name.toUpperCase(Locale.ROOT), hosts.getProperty(name, ""));
    }
    if (hosts.containsKey("programs")) {
      variables.merge("PATH", hosts.getProperty("programs"), (path, more) -> more + ":" + path);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return "refused: it did not end";
    }
    return said.isEmpty()
        ? "refused: exit code " + process.exitValue()
        : said.lines().reduce((a, b) -> b).orElseThrow();
  }
}
