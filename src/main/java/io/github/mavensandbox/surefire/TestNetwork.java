package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.Ahead;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerGuard;
import io.github.mavensandbox.engine.EngineException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * The network of an execution's forks: a firewall on its way, and the libraries that they share.
 */
final class TestNetwork {

  private final Executor executor;
  private final Ahead<Firewall> created;
  private final Ahead<Firewall> locked;
  private final Optional<SharedLibraries> libraries;

  /** Does nothing yet. */
  TestNetwork(
      ContainerEngine engine,
      Ahead<ContainerGuard> guard,
      TestImage image,
      ForkSettings settings,
      Executor executor) {
    this.executor = executor;
    created =
        new Ahead<>(
            () ->
                Firewall.create(
                    guard.get(), image, settings, settings.deadline().plus(Duration.ofDays(1))));
    locked =
        new Ahead<>(
            () -> {
              Firewall firewall = created.get();
              firewall.lock();
              return firewall;
            });
    libraries =
        LibraryFolder.of(image, settings)
            .map(folder -> new SharedLibraries(engine, locked, image, folder));
  }

  /** Has the firewall made and locked. */
  void begin() {
    locked.begin(executor);
  }

  /**
   * Has libraries brought that forks are going to ask for. Where that fails, the first of them asks
   * again, and says why.
   */
  void begin(List<Path> expected) {
    if (libraries.isPresent() && !expected.isEmpty()) {
      SharedLibraries shared = libraries.get();
      executor.execute(
          new FutureTask<>(
              () -> {
                shared.bring(expected);
                return null;
              }));
    }
  }

  /** The name of the firewall's container, which is there, locked or not. */
  String firewall() throws EngineException, InterruptedException {
    return created.get().name();
  }

  /** Returns the firewall when the network is locked. */
  Firewall locked() throws EngineException, InterruptedException {
    return locked.get();
  }

  /**
   * Takes those of a fork's files that forks share out of what is only its own.
   *
   * @return whose end says that they are there; nothing when it shares none
   */
  Optional<Future<?>> share(HostFiles files) {
    if (libraries.isEmpty()) {
      return Optional.empty();
    }
    SharedLibraries shared = libraries.get();
    SortedMap<String, HostEntry> entries = files.takeBelow(shared.folder());
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    FutureTask<?> bringing =
        new FutureTask<>(
            () -> {
              shared.bring(entries);
              return null;
            });
    executor.execute(bringing);
    return Optional.of(bringing);
  }

  /** Has no firewall made, if none was begun; removes it otherwise. */
  void remove(Removals removals) {
    if (!locked.cancel()) {
      removals.begin(() -> locked.get().remove());
    }
  }
}
