package io.github.mavensandbox.surefire;

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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox of a module's tests. Between {@link #begin} and {@link #end}, every JVM that Surefire
 * starts by way of {@link #java} lives in a container, and all of them in one locked network.
 *
 * <p>Design: the forks' containers are made by Maven's own process and not by one on the way to
 * them; so there is one place that knows them all and removes them, and no second JVM has to start.
 */
public final class TestSandbox {

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
  private final Future<ContainerGuard> guard;
  private final TestImage image;
  private final ForkSettings settings;
  private final JvmFolder jvm;
  private final Executor executor;
  private final Map<Fork, Future<?>> forks = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> remarks = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private FutureTask<Firewall> firewall = newFirewall();
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
      Future<ContainerGuard> guard,
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

  /** Writes the JVM's folder, and starts a firewall, ahead of the first fork. */
  public void prepare() throws IOException {
    jvm.write(image.release(), engine.command(), System.getenv());
    // A port can be published once, and the next module may be the one that is debugged.
    if (settings.ports().isEmpty()) {
      executor.execute(firewall);
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
      Firewall locked = locked();
      Fork fork =
          Fork.create(
              engine, awaited(guard), image, settings, locked.name(), ownVariables, request);
      FutureTask<?> life = new FutureTask<>(() -> follow(fork, request));
      forks.put(fork, life);
      executor.execute(life);
      return fork.answer();
    } catch (IOException e) {
      problems.add("a JVM for the tests could not be started: " + e.getMessage());
      throw e;
    }
  }

  private Firewall locked() throws IOException, InterruptedException {
    FutureTask<Firewall> current;
    synchronized (this) {
      if (!begun) {
        throw new EngineException("the tests' execution has ended");
      }
      if (!requested) {
        firstUse.begins();
      }
      requested = true;
      current = firewall;
    }
    // Starts it if nobody has; if somebody has, or it is there, this does nothing.
    current.run();
    return awaited(current);
  }

  private FutureTask<Firewall> newFirewall() {
    Callable<Firewall> start =
        () ->
            Firewall.start(
                awaited(guard), image, settings, settings.deadline().plus(Duration.ofDays(1)));
    return new FutureTask<>(start);
  }

  /** The life of a fork, from its start to where nothing of it runs, and its files are taken. */
  private @Nullable Void follow(Fork fork, ForkRequest request)
      throws InterruptedException, IOException {
    Path folder = jvm.requests().resolve(Long.toString(request.pid()));
    try {
      fork.awaitEnd(folder);
    } catch (IOException e) {
      problems.add("the names of the test classes were not taken: " + e.getMessage());
    }
    FutureTask<?> end = new FutureTask<>(() -> endOf(fork));
    executor.execute(end);
    try {
      fork.take().remarks().forEach(remarks::add);
    } catch (IOException e) {
      remarks.add("what tests wrote below target was not taken: " + e.getMessage());
    }
    awaited(end);
    executor.execute(() -> remove(fork::remove));
    ForkRequest.remove(folder);
    ForkDesk answering = desk;
    if (answering != null) {
      answering.forget(folder);
    }
    return null;
  }

  private static @Nullable Void endOf(Fork fork) throws EngineException, InterruptedException {
    fork.end();
    return null;
  }

  /**
   * Ends an execution: nothing of it runs any more, what its tests wrote is there, and its record
   * was taken. A sandbox without a fork goes on to the next execution.
   */
  public TestRun end(RecordTaker taker) throws InterruptedException {
    FutureTask<Firewall> used;
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
      used = firewall;
      firewall = newFirewall();
    }
    int started = forks.size();
    endForks();
    try {
      Firewall ended = awaited(used);
      try (InputStream tar = ended.end()) {
        taker.take(tar);
      }
      executor.execute(() -> remove(ended::remove));
    } catch (IOException e) {
      problems.add("the record of what was blocked could not be fetched: " + e.getMessage());
    }
    return new TestRun(true, started, List.copyOf(remarks), List.copyOf(problems));
  }

  /** Ends all that is left, and removes the JVM's folder. */
  public void close() throws InterruptedException, IOException {
    end(tar -> {});
    FutureTask<Firewall> unused;
    synchronized (this) {
      unused = firewall;
    }
    if (!unused.cancel(false)) {
      awaited(unused).remove();
    }
    jvm.remove();
  }

  private void endForks() throws InterruptedException {
    for (Map.Entry<Fork, Future<?>> fork : forks.entrySet()) {
      try {
        awaitLife(fork.getKey(), fork.getValue());
      } catch (IOException e) {
        problems.add("it is not known that all tests have ended: " + e.getMessage());
        executor.execute(() -> remove(fork.getKey()::remove));
      }
    }
    forks.clear();
  }

  /** Surefire gives up a fork that does not end; here it ends all the same. */
  private static void awaitLife(Fork fork, Future<?> life)
      throws EngineException, InterruptedException {
    try {
      life.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return;
    } catch (TimeoutException | ExecutionException e) {
      fork.end();
    }
    awaited(life);
  }

  @FunctionalInterface
  private interface Removal {
    void remove() throws EngineException;
  }

  /** In the background: what cannot be removed now, the guard removes or tells about at its end. */
  private static void remove(Removal removal) {
    try {
      removal.remove();
    } catch (EngineException e) {
      return;
    }
  }

  private static <T> T awaited(Future<T> future) throws EngineException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException | CompletionException e) {
      if (e.getCause() instanceof EngineException cause) {
        throw cause;
      }
      throw new EngineException(String.valueOf(e.getCause()), e);
    }
  }
}
