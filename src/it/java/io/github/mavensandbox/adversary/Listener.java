package io.github.mavensandbox.adversary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everything that comes in at a server's interface, as {@code receiver.c} writes it down. */
final class Listener implements AutoCloseable {

  /** What ends it. */
  private interface End {
    void come() throws IOException, InterruptedException;
  }

  private final End end;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Listener(Process receiver, String where, End end) throws IOException {
    this.end = end;
    BufferedReader output = receiver.inputReader(UTF_8);
    String first = output.readLine();
    if (!"ready".equals(first)) {
      throw new IOException("the receiver at " + where + " said: " + first);
    }
    Thread reading = new Thread(() -> output.lines().forEach(lines::add), "receiver");
    reading.setDaemon(true);
    reading.start();
  }

  /** Begins to listen beside a server, and returns when it does. */
  static Listener at(Engine engine, String server, String image, Path receiver)
      throws IOException, InterruptedException {
    String container = beside(engine, server, image, receiver, "/receiver", "eth0");
    return new Listener(
        engine.start("start", "--attach", container), server, () -> engine.remove(container));
  }

  /** Listens by a receiver that was just started. */
  static Listener of(Process receiver, String where) throws IOException {
    return new Listener(
        receiver,
        where,
        () -> {
          receiver.destroyForcibly();
          receiver.waitFor();
        });
  }

  /** Has somebody at a server call an address from now on, until the engine is closed. */
  static void callFrom(Engine engine, String server, String image, Path receiver, String address)
      throws IOException, InterruptedException {
    engine.ask("start", beside(engine, server, image, receiver, "/receiver", "stranger", address));
  }

  private static String beside(
      Engine engine, String server, String image, Path receiver, String... command)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("--network", "container:" + server, "--cap-add", "NET_RAW", image));
    arguments.addAll(List.of(command));
    return engine.create(arguments, Map.of("/receiver", receiver));
  }

  /** Returns whether a packet of the technique has arrived. */
  boolean heard(Technique technique) {
    return lines.stream()
        .map(line -> line.split(" "))
        .anyMatch(
            words ->
                words[4].equals(technique.token())
                    || technique.target().filter(target -> isFor(target, words)).isPresent());
  }

  private static boolean isFor(Technique.Target target, String[] words) {
    String destination = Addresses.canonical(words[2]);
    return words[0].equals(Integer.toString(target.number()))
        && destination.equals(target.address())
        && (target.isGroup()
            || target.isToldByPort() && words[3].equals(Integer.toString(target.port())));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    end.come();
  }
}
