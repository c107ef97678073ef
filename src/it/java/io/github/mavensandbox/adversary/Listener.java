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

  private final Engine engine;
  private final String container;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private Listener(Engine engine, String container) {
    this.engine = engine;
    this.container = container;
  }

  /** Begins to listen beside a server, and returns when it does. */
  static Listener at(Engine engine, String server, String image, Path receiver)
      throws IOException, InterruptedException {
    Listener listener =
        new Listener(engine, beside(engine, server, image, receiver, "/receiver", "eth0"));
    BufferedReader output =
        engine.start("start", "--attach", listener.container).inputReader(UTF_8);
    String first = output.readLine();
    if (!"ready".equals(first)) {
      throw new IOException("the receiver at " + server + " said: " + first);
    }
    Thread reading = new Thread(() -> output.lines().forEach(listener.lines::add), "receiver");
    reading.setDaemon(true);
    reading.start();
    return listener;
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
    engine.remove(container);
  }
}
