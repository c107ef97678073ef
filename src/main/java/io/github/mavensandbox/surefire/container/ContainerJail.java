package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.engine.guard.GuardedContainer;
import io.github.mavensandbox.surefire.Fork;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.Jail;
import io.github.mavensandbox.surefire.files.AttemptsFile;
import io.github.mavensandbox.surefire.files.ForkFiles;
import io.github.mavensandbox.surefire.files.HostEntry;
import io.github.mavensandbox.surefire.files.HostFiles;
import io.github.mavensandbox.surefire.files.SeenFiles;
import io.github.mavensandbox.surefire.files.SentFiles;
import io.github.mavensandbox.surefire.fork.ForkRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** A firewall's container on its way, the libraries that forks share, and the forks' containers. */
final class ContainerJail implements Jail {

  private final ContainerEngine engine;
  private final BackgroundTask<ContainerGuard> guard;
  private final TestImage image;
  private final ForkSettings settings;
  private final Executor executor;
  private final BackgroundTask<FirewallContainer> created;
  private final BackgroundTask<FirewallContainer> locked;
  private final Optional<SharedLibraries> libraries;

  /** Does nothing yet. */
  ContainerJail(
      ContainerEngine engine,
      BackgroundTask<ContainerGuard> guard,
      TestImage image,
      ForkSettings settings,
      Executor executor) {
    this.engine = engine;
    this.guard = guard;
    this.image = image;
    this.settings = settings;
    this.executor = executor;
    created =
        new BackgroundTask<>(
            () ->
                FirewallContainer.create(
                    guard.get(), image, settings, settings.deadline().plus(Duration.ofDays(1))));
    locked =
        new BackgroundTask<>(
            () -> {
              FirewallContainer firewall = created.get();
              firewall.lock();
              return firewall;
            });
    libraries =
        LibraryFolder.of(image, settings)
            .map(folder -> new SharedLibraries(engine, locked, image, folder));
  }

  @Override
  public void lock() {
    locked.begin(executor);
  }

  @Override
  public void expect(List<Path> expected) {
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

  /** Its container is made while the firewall's starts. */
  @Override
  public Fork fork(ForkRequest request, Set<String> variables, Path attempts)
      throws IOException, InterruptedException {
    lock();
    ForkPlan plan = ForkPlan.of(image, settings, variables, request);
    // Before they are read: one that changes meanwhile is not taken for what was sent.
    SentFiles sent = SentFiles.of(settings.targetFiles().wanted());
    HostFiles files = plan.files();
    Optional<Future<?>> bringing = share(files);
    ContainerFork fork = create(plan, files, sent, bringing.isPresent(), attempts);
    try {
      locked.get();
      if (bringing.isPresent()) {
        await(bringing.get());
      }
      return fork;
    } catch (IOException e) {
      fork.remove();
      throw e;
    }
  }

  private ContainerFork create(
      ForkPlan plan, HostFiles files, SentFiles sent, boolean shares, Path attempts)
      throws IOException, InterruptedException {
    try {
      GuardedContainer container =
          guard
              .get()
              .create(plan.spec(created.get().name(), shares), settings.deadline().plusHours(1));
      try {
        engine.copyIn(container.name(), "/", files::writeTo);
      } catch (InterruptedException | IOException | RuntimeException e) {
        container.close();
        throw e;
      }
      return new ContainerFork(
          engine,
          container,
          settings,
          plan.command(),
          plan.dumpsHeap(),
          plan.coverage(),
          new ForkFiles(
              plan.agent().map(agent -> new AttemptsFile(attempts)), SeenFiles.NONE, sent),
          executor);
    } catch (EngineException e) {
      // A firewall that could not be locked is gone, and then that is why.
      locked.get();
      throw e;
    }
  }

  /**
   * Takes those of a fork's files that forks share out of what is only its own.
   *
   * @return whose end says that they are there; nothing when it shares none
   */
  private Optional<Future<?>> share(HostFiles files) throws IOException {
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

  private static void await(Future<?> bringing) throws IOException, InterruptedException {
    try {
      bringing.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure
          ? failure
          : new IOException(String.valueOf(e.getCause()), e);
    }
  }

  @Override
  public InputStream end() throws IOException, InterruptedException {
    return locked.get().end();
  }

  @Override
  public void remove() {
    if (!locked.cancel()) {
      executor.execute(
          new FutureTask<>(
              () -> {
                locked.get().remove();
                return null;
              }));
    }
  }
}
