package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.Privileges;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.Volumes;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.engine.guard.GuardedContainer;
import io.github.mavensandbox.image.SandboxImage;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.ProcessTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The container that owns the network of an execution's forks. It locks it, holds it, and keeps the
 * kernel's record. Nothing of the project is in it but the volume of {@link SharedLibraries}, of
 * which it runs nothing.
 */
final class FirewallContainer {

  private static final String READY = "sandbox: ready";
  private static final int SHOWN = 1000;

  /** It takes a fraction of a second; on a busy machine, some. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Ample for a record of a flood, which is 64 MiB a file. */
  private static final Duration END_LIMIT = Duration.ofMinutes(2);

  private final GuardedContainer container;
  private @Nullable Process client;

  private FirewallContainer(GuardedContainer container) {
    this.container = container;
  }

  /** Creates one; forks' containers can be made from now on, and started when it is locked. */
  static FirewallContainer create(
      ContainerGuard guard, TestImage image, ForkSettings settings, Duration lifetime)
      throws EngineException, InterruptedException {
    return new FirewallContainer(guard.create(spec(image, settings), lifetime));
  }

  /**
   * Describes its container.
   *
   * @throws IllegalArgumentException for a network or an option that would open the sandbox; says
   *     which
   */
  static ContainerSpec spec(TestImage image, ForkSettings settings) {
    Optional<String> libraries = LibraryFolder.of(image, settings).map(Path::toString);
    return ContainerSpec.of(
            image.reference(),
            ContainerGuard.newName("tests"),
            Program.of(List.of("--quiet", "--hold-input"), Map.of()))
        .with(new ContainerNetwork.Own(settings.networks(), settings.ports()))
        .with(Privileges.of(SandboxImage.CAPABILITIES))
        .with(settings.limits())
        .with(new Volumes(libraries, Optional.empty()))
        .with(settings.options());
  }

  /**
   * Starts it, and returns when its network is locked.
   *
   * @throws EngineException when it is not; says why
   */
  void lock() throws EngineException {
    try {
      Process started = container.start(ContainerEngine.Streams.PIPED);
      client = started;
      awaitReady(started);
    } catch (EngineException | RuntimeException e) {
      container.closeAfter(e);
      throw e;
    }
  }

  /**
   * Reads the one line, and no byte of the tar that follows it one day. An engine that hangs must
   * not hang the build: its client is ended, and with it the output.
   */
  private static void awaitReady(Process client) throws EngineException {
    CompletableFuture<Void> limit =
        CompletableFuture.runAsync(
            () -> ProcessTree.kill(client.toHandle()),
            CompletableFuture.delayedExecutor(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
    try {
      StringBuilder line = new StringBuilder();
      InputStream output = client.getInputStream();
      for (int next = output.read(); next >= 0; next = output.read()) {
        if (next != '\n') {
          line.append((char) next);
        } else if (line.toString().equals(READY)) {
          return;
        } else {
          line.setLength(0);
        }
      }
      byte[] said = client.getErrorStream().readNBytes(SHOWN);
      throw notLocked(
          limit.isDone()
              ? "the engine has not started it within " + START_LIMIT.toSeconds() + " s"
              : new String(said, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip());
    } catch (EngineException e) {
      throw e;
    } catch (IOException e) {
      throw notLocked(e.getMessage());
    } finally {
      limit.cancel(false);
    }
  }

  private static EngineException notLocked(@Nullable String why) {
    return new EngineException("the tests' network could not be locked: " + why);
  }

  String name() {
    return container.name();
  }

  /**
   * Has the record closed, and returns its folder as a tar. Nothing may run in the network any
   * more. It comes by the stream that is open already: each call of an engine's command line would
   * take longer than all the rest.
   */
  InputStream end() throws IOException {
    Process holding = Objects.requireNonNull(client, "it was never locked");
    CompletableFuture.delayedExecutor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)
        .execute(() -> ProcessTree.kill(holding.toHandle()));
    holding.getOutputStream().close();
    return holding.getInputStream();
  }

  void remove() throws EngineException {
    container.close();
    Process holding = client;
    if (holding != null) {
      holding.destroy();
    }
  }
}
