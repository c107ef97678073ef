package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.Ahead;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerGuard;
import io.github.mavensandbox.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox of a module's tests. Between {@link #begin} and {@link #end}, every JVM that Surefire
 * starts by way of {@link #java} lives in a container, and all of them in one locked network.
 *
 * <p>Design: the forks' containers are made by Maven's own process and not by one on the way to
 * them; so there is one place that knows them all and removes them, and no second JVM has to start.
 */
public final class TestSandbox {

  /** A firewall on its way: created, and then locked. */
  private final class Network {
    private final Ahead<Firewall> created =
        new Ahead<>(
            () ->
                Firewall.create(
                    guard.get(), image, settings, settings.deadline().plus(Duration.ofDays(1))));

    private final Ahead<Firewall> locked =
        new Ahead<>(
            () -> {
              Firewall firewall = created.get();
              firewall.lock();
              return firewall;
            });
  }

  /**
   * A fork's life.
   *
   * @param ended nothing of it runs any more
   * @param taken its files are here
   */
  private record Life(Future<?> ended, Future<?> taken) {}

  /** Takes the tar of a record's folder. */
  @FunctionalInterface
  public interface RecordTaker {
    /** Reads the stream to its end. */
    void take(InputStream tar) throws IOException;
  }

  /** What a fork may still do when Surefire has finished. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** Is told that an execution starts a JVM. */
  @FunctionalInterface
  public interface Use {
    /** Throws to refuse the JVM. */
    void begins() throws IOException;
  }

  private final ContainerEngine engine;
  private final Ahead<ContainerGuard> guard;
  private final TestImage image;
  private final ForkSettings settings;
  private final JvmFolder jvm;
  private final Executor executor;
  private final Map<Fork, Life> forks = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> remarks = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private Network network = new Network();
  private boolean begun;
  private boolean requested;
  private Use firstUse = () -> {};
  private volatile Set<String> ownVariables = Set.of();
  private volatile @Nullable ForkDesk desk;

  /**
   * Makes the sandbox of a module.
   *
   * @param guard creates the containers
   * @param folder becomes what Surefire takes for a JDK
   * @param executor runs what goes on beside Maven
   */
  public TestSandbox(
      ContainerEngine engine,
      Ahead<ContainerGuard> guard,
      TestImage image,
      ForkSettings settings,
      Path folder,
      Executor executor) {
    this.engine = engine;
    this.guard = guard;
    this.image = image;
    this.settings = settings;
    this.jvm = new JvmFolder(folder);
    this.executor = executor;
  }

  /**
   * Writes the JVM's folder, and starts a firewall, ahead of the first fork.
   *
   * @throws IllegalArgumentException for settings of which no container can be made; says which
   */
  public void prepare() throws IOException {
    Firewall.spec(image, settings);
    jvm.write(image.release(), engine.command(), System.getenv());
    // A port can be published once, and the next module may be the one that is debugged.
    if (settings.ports().isEmpty()) {
      network.locked.begin(executor);
    }
  }

  /** What Surefire's parameter {@code jvm} is set to. */
  public Path java() {
    return jvm.java();
  }

  /**
   * Begins an execution.
   *
   * @param variables names of environment variables that it sets itself: they go in also when Maven
   *     was given them with the very same value
   * @param use is run before the first fork starts
   */
  public synchronized void begin(Set<String> variables, Use use) throws IOException {
    begun = true;
    requested = false;
    firstUse = use;
    ownVariables = Set.copyOf(variables);
    remarks.clear();
    problems.clear();
    desk = new ForkDesk(jvm.requests(), executor, this::fork).open();
  }

  private String fork(ForkRequest request) throws InterruptedException, IOException {
    try {
      Network joined = network();
      joined.locked.begin(executor);
      Fork fork =
          Fork.create(
              engine,
              guard.get(),
              image,
              settings,
              joined.created.get().name(),
              ownVariables,
              request);
      try {
        joined.locked.get();
      } catch (IOException e) {
        executor.execute(() -> remove(fork::remove));
        throw e;
      }
      follow(fork, request);
      return fork.answer();
    } catch (IOException e) {
      problems.add("a JVM for the tests could not be started: " + e.getMessage());
      throw e;
    }
  }

  private synchronized Network network() throws IOException {
    if (!begun) {
      throw new EngineException("the tests' execution has ended");
    }
    if (!requested) {
      firstUse.begins();
    }
    requested = true;
    return network;
  }

  /** Sees to a fork until nothing of it runs, and its files are taken. */
  private void follow(Fork fork, ForkRequest request) {
    Path folder = jvm.requests().resolve(Long.toString(request.pid()));
    FutureTask<?> clientEnded = new FutureTask<>(() -> awaitEnd(fork, folder));
    FutureTask<?> ended =
        new FutureTask<>(
            () -> {
              clientEnded.get();
              fork.end();
              return null;
            });
    FutureTask<?> taken =
        new FutureTask<>(
            () -> {
              clientEnded.get();
              take(fork);
              ended.get();
              executor.execute(() -> remove(fork::remove));
              forget(folder);
              return null;
            });
    forks.put(fork, new Life(ended, taken));
    List.of(clientEnded, ended, taken).forEach(executor::execute);
  }

  private @Nullable Void awaitEnd(Fork fork, Path folder) throws InterruptedException {
    try {
      fork.awaitEnd(folder);
    } catch (IOException e) {
      problems.add("the names of the test classes were not taken: " + e.getMessage());
    }
    return null;
  }

  private void take(Fork fork) {
    try {
      fork.take().remarks().forEach(remarks::add);
    } catch (IOException e) {
      remarks.add("what tests wrote below target was not taken: " + e.getMessage());
    }
  }

  private void forget(Path folder) throws IOException {
    ForkRequest.remove(folder);
    ForkDesk answering = desk;
    if (answering != null) {
      answering.forget(folder);
    }
  }

  /**
   * Ends an execution: nothing of it runs any more, what its tests wrote is there, and its record
   * was taken. A sandbox without a fork goes on to the next execution.
   */
  public TestRun end(RecordTaker taker) throws InterruptedException {
    Network used;
    synchronized (this) {
      begun = false;
      ForkDesk answering = desk;
      if (answering != null) {
        answering.close();
      }
      if (!requested) {
        return new TestRun(false, 0, List.of(), List.of());
      }
      requested = false;
      used = network;
      network = new Network();
    }
    int started = forks.size();
    awaitAll(Life::ended, "it is not known that all tests have ended: ");
    try {
      Firewall ended = used.locked.get();
      try (InputStream tar = ended.end()) {
        taker.take(tar);
      }
      executor.execute(() -> remove(ended::remove));
    } catch (IOException e) {
      problems.add("the record of what was blocked could not be fetched: " + e.getMessage());
    }
    awaitAll(Life::taken, "what tests wrote below target was not taken: ");
    forks.clear();
    return new TestRun(true, started, List.copyOf(remarks), List.copyOf(problems));
  }

  /** Ends all that is left, and removes the JVM's folder. */
  public void close() throws InterruptedException, IOException {
    end(tar -> {});
    Ahead<Firewall> unused;
    synchronized (this) {
      unused = network.locked;
    }
    if (!unused.cancel()) {
      executor.execute(() -> remove(() -> unused.get().remove()));
    }
    jvm.remove();
  }

  private void awaitAll(Function<Life, Future<?>> part, String problem)
      throws InterruptedException {
    for (Map.Entry<Fork, Life> fork : forks.entrySet()) {
      try {
        await(fork.getKey(), part.apply(fork.getValue()));
      } catch (EngineException | ExecutionException e) {
        Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
        problems.add(problem + cause.getMessage());
        executor.execute(() -> remove(fork.getKey()::remove));
      }
    }
  }

  /** Surefire gives up a fork that does not end; here it ends all the same. */
  private static void await(Fork fork, Future<?> part)
      throws EngineException, ExecutionException, InterruptedException {
    try {
      part.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      fork.end();
      part.get();
    }
  }

  @FunctionalInterface
  private interface Removal {
    void remove() throws EngineException, InterruptedException;
  }

  /** In the background: what cannot be removed now, the guard's watchdog removes. */
  private static void remove(Removal removal) {
    try {
      removal.remove();
    } catch (EngineException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
