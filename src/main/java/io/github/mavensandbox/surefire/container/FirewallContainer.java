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
import io.github.mavensandbox.surefire.HeldFirewall;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The container that owns the network of an execution's forks. It locks it, holds it, and keeps the
 * kernel's record. Nothing of the project is in it but the volume of {@link SharedLibraries}, of
 * which it runs nothing.
 */
final class FirewallContainer {

  private final GuardedContainer container;
  private @Nullable HeldFirewall firewall;

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
    List<String> words = new ArrayList<>(settings.mode().options());
    words.addAll(List.of("--quiet", "--hold-input"));
    Optional<String> libraries = LibraryFolder.of(image, settings).map(Path::toString);
    return ContainerSpec.of(
            image.reference(), ContainerGuard.newName("tests"), Program.of(words, Map.of()))
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
      HeldFirewall started = new HeldFirewall(container.start(ContainerEngine.Streams.PIPED));
      firewall = started;
      started.awaitReady();
    } catch (EngineException | RuntimeException e) {
      container.closeAfter(e);
      throw e;
    } catch (IOException e) {
      EngineException failure = new EngineException(String.valueOf(e.getMessage()), e);
      container.closeAfter(failure);
      throw failure;
    }
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
    return Objects.requireNonNull(firewall, "it was never locked").end();
  }

  void remove() throws EngineException {
    container.close();
    HeldFirewall holding = firewall;
    if (holding != null) {
      holding.stop();
    }
  }
}
