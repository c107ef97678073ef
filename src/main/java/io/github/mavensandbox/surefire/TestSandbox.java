package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.Ahead;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerGuard;
import io.github.mavensandbox.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Removals removals;
  private final Queue<ForkLife> forks = new ConcurrentLinkedQueue<>();
  private final Notes notes = new Notes();
  private TestNetwork network;
  private boolean begun;
  private boolean requested;
  private Use firstUse = () -> {};
  private final AtomicInteger numbers = new AtomicInteger();
  private volatile Path attempts = Path.of("");
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
    this.removals = new Removals(executor);
    this.network = newNetwork();
  }

  private TestNetwork newNetwork() {
    return new TestNetwork(engine, guard, image, settings, executor);
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
      network.begin();
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
   * @param libraries of the tests' class path, which forks are going to need; those of them that
   *     forks share are brought ahead
   * @param use is run before the first fork starts
   * @param attempts the folder on the host that gets a file of attempts for each JVM
   */
  public synchronized void begin(
      Set<String> variables, List<Path> libraries, Use use, Path attempts) throws IOException {
    begun = true;
    requested = false;
    firstUse = use;
    ownVariables = Set.copyOf(variables);
    this.attempts = attempts;
    numbers.set(0);
    notes.clear();
    desk = new ForkDesk(jvm.requests(), executor, this::fork).open();
    if (settings.ports().isEmpty()) {
      network.begin(libraries);
    }
  }

  private String fork(ForkRequest request) throws InterruptedException, IOException {
    try {
      TestNetwork joined = network();
      joined.begin();
      Fork fork = create(joined, request);
      try {
        joined.locked();
        fork.awaitLibraries();
      } catch (IOException e) {
        removals.begin(fork::remove);
        throw e;
      }
      follow(fork, request);
      return fork.answer();
    } catch (IOException e) {
      notes.problem("a JVM for the tests could not be started: " + e.getMessage());
      throw e;
    }
  }

  private Fork create(TestNetwork joined, ForkRequest request)
      throws InterruptedException, IOException {
    try {
      return Fork.create(
          engine,
          guard.get(),
          image,
          settings,
          joined,
          ownVariables,
          request,
          attempts.resolve(numbers.incrementAndGet() + ".jsonl"));
    } catch (EngineException e) {
      // A firewall that could not be locked is gone, and then that is why.
      joined.locked();
      throw e;
    }
  }

  private synchronized TestNetwork network() throws IOException {
    if (!begun) {
      throw new EngineException("the tests' execution has ended");
    }
    if (!requested) {
      firstUse.begins();
    }
    requested = true;
    return network;
  }

  private void follow(Fork fork, ForkRequest request) {
    Path folder = jvm.requests().resolve(Long.toString(request.pid()));
    ForkLife life = new ForkLife(fork, folder, notes, removals, this::forget);
    forks.add(life);
    life.begin(executor);
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
    TestNetwork used;
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
      network = newNetwork();
    }
    int started = forks.size();
    for (ForkLife fork : forks) {
      fork.awaitEnded();
    }
    Optional<Firewall> ended = Optional.empty();
    try {
      ended = Optional.of(used.locked());
      try (InputStream tar = ended.get().end()) {
        taker.take(tar);
      }
    } catch (IOException e) {
      notes.problem("the record of what was blocked could not be fetched: " + e.getMessage());
    }
    for (ForkLife fork : forks) {
      fork.awaitTaken();
    }
    forks.clear();
    // Not before: Podman removes those that joined its network with it.
    ended.ifPresent(firewall -> removals.begin(firewall::remove));
    return new TestRun(true, started, notes.remarks(), notes.problems());
  }

  /** Ends all that is left, and removes the JVM's folder. */
  public void close() throws InterruptedException, IOException {
    end(tar -> {});
    synchronized (this) {
      network.remove(removals);
    }
    jvm.remove();
  }
}
