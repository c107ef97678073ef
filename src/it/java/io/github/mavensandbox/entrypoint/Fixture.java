package io.github.mavensandbox.entrypoint;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.Labelled;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.it.process.CommandLine;
import io.github.mavensandbox.servers.Servers;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What all tests share: the engine, the network with its two servers, and the images. */
final class Fixture implements AutoCloseable {

  private static final Servers SERVERS = Servers.ofThisRun();

  private final ContainerEngine engine;
  private final CommandLine cli;
  private final String name = "sandbox-it-" + UUID.randomUUID().toString().substring(24);
  private final Images images;

  /** Takes the engine's name from the build. */
  Fixture() throws Exception {
    engine = new EngineLocator().locate(property("sandbox.engine"), List.of());
    cli = CommandLine.of(engine.command()).bytewise();
    images = new Images(engine, name);
  }

  private static String property(String name) {
    return Objects.requireNonNull(
        System.getProperty(name), name + " is not set; run the tests by src/dev/verify.sh");
  }

  /** Returns the engine's command line. */
  CommandLine cli() {
    return cli;
  }

  /** Returns the engine. */
  ContainerEngine engine() {
    return engine;
  }

  /** Returns the reference of an image. */
  String image(Recipe recipe) throws Exception {
    return images.get(recipe);
  }

  /** Returns the server that most policies allow. */
  Peer allowed() {
    return new Peer(cli, SERVERS.allowed(), SERVERS.allowed4(), SERVERS.allowed6());
  }

  /** Returns the server that no policy allows. */
  Peer blocked() {
    return new Peer(cli, SERVERS.blocked(), SERVERS.blocked4(), SERVERS.blocked6());
  }

  /** Returns a container to be, in the servers' network and with the capabilities it takes. */
  Start start(Recipe recipe) throws Exception {
    return new Start(cli, name, images.get(recipe)).network(SERVERS.network());
  }

  /** Removes what the tests have made; what cannot be removed does not keep the rest. */
  @Override
  public void close() throws Exception {
    try {
      for (Labelled container : engine.containersWithLabel(name)) {
        engine.remove(container.id());
      }
    } finally {
      images.close();
    }
  }
}
