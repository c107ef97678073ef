package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerGuard;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.GuardedContainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The container that owns the network of an execution's forks. It locks it, holds it, and keeps the
 * kernel's record; nothing of the project is in it.
 */
final class Firewall {

  /** All that the entrypoint needs to lock the network. */
  private static final List<String> CAPABILITIES =
      List.of("NET_ADMIN", "NET_RAW", "SETUID", "SETGID", "SETPCAP", "KILL");

  private static final String READY = "sandbox: ready";
  private static final String RECORD = "/sandbox/record";
  private static final int SHOWN = 1000;

  /** Ample for a record of a flood, which is 64 MiB a file. */
  private static final Duration END_LIMIT = Duration.ofMinutes(1);

  private final ContainerEngine engine;
  private final GuardedContainer container;
  private final Process client;

  private Firewall(ContainerEngine engine, GuardedContainer container, Process client) {
    this.engine = engine;
    this.container = container;
    this.client = client;
  }

  /**
   * Starts one, and returns when its network is locked.
   *
   * @throws EngineException when it is not; says why
   */
  static Firewall start(
      ContainerEngine engine,
      ContainerGuard guard,
      TestImage image,
      ForkSettings settings,
      Duration lifetime)
      throws EngineException, InterruptedException {
    ContainerSpec spec =
        settings
            .limits()
            .apply(ContainerSpec.builder(image.reference(), ContainerGuard.newName("tests")))
            .command(List.of("--hold"))
            .networks(settings.networks())
            .ports(settings.ports())
            .capabilities(CAPABILITIES)
            .build();
    GuardedContainer container = guard.create(spec, lifetime);
    try {
      Process client = container.start(ContainerEngine.Streams.PIPED);
      awaitReady(client);
      return new Firewall(engine, container, client);
    } catch (EngineException | RuntimeException e) {
      container.close();
      throw e;
    }
  }

  private static void awaitReady(Process client) throws EngineException {
    try {
      BufferedReader output = client.inputReader(StandardCharsets.UTF_8);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.equals(READY)) {
          return;
        }
      }
      byte[] said = client.getErrorStream().readNBytes(SHOWN);
      throw new EngineException(
          "the tests' network could not be locked: "
              + new String(said, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip());
    } catch (IOException e) {
      throw new EngineException("the tests' network could not be locked: " + e.getMessage(), e);
    }
  }

  String name() {
    return container.name();
  }

  /** Has the record closed; nothing may run in its network any more. */
  void end() throws EngineException, InterruptedException {
    engine.kill(name(), "TERM");
    if (!client.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new EngineException("the firewall of the tests has not ended within " + END_LIMIT);
    }
  }

  /** The record's folder as a tar. */
  InputStream record() throws EngineException {
    return engine.copyOut(name(), RECORD);
  }

  void remove() throws EngineException {
    container.close();
    client.destroy();
  }
}
