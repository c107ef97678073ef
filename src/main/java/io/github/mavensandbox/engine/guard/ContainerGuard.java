package io.github.mavensandbox.engine.guard;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Creates containers that are gone when it is closed, whatever ends the build.
 *
 * <ul>
 *   <li>An orderly end, or an exception: {@link #close}.
 *   <li>INT and TERM: a shutdown hook asks the containers to end, leaves the build's own threads a
 *       moment to fetch what they want from them, and removes them.
 *   <li>KILL: a {@link WatchdogProcess} removes them.
 *   <li>All of it killed at once, or the machine: the next build's {@link Sweeper}, which runs when
 *       one of these is opened.
 * </ul>
 */
public final class ContainerGuard implements AutoCloseable {

  /**
   * How long a container may take to end when it is asked to; a CI system kills a build after a few
   * seconds more.
   */
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** How long the build's threads may use a container that has ended. */
  private static final Duration AFTERMATH = Duration.ofSeconds(5);

  private final ContainerEngine engine;
  private final WatchdogProcess watchdog;
  private final Thread sweep;
  private final Consumer<String> warnings;
  private final Thread hook = new Thread(this::endAll, "container-guard");
  private final Set<GuardedContainer> open = ConcurrentHashMap.newKeySet();

  private ContainerGuard(
      ContainerEngine engine, WatchdogProcess watchdog, Thread sweep, Consumer<String> warnings) {
    this.engine = engine;
    this.watchdog = watchdog;
    this.sweep = sweep;
    this.warnings = warnings;
  }

  /**
   * Sweeps, and starts to watch.
   *
   * @param warnings takes a line about each thing that could not be removed
   */
  public static ContainerGuard open(ContainerEngine engine, Consumer<String> warnings)
      throws EngineException, InterruptedException {
    Thread sweep = new Thread(() -> sweep(engine, warnings), "container-sweep");
    sweep.setDaemon(true);
    sweep.start();
    ContainerGuard guard =
        new ContainerGuard(engine, WatchdogProcess.start(engine.command()), sweep, warnings);
    Runtime.getRuntime().addShutdownHook(guard.hook);
    return guard;
  }

  /** Beside the build, which has nothing to do with what others left behind. */
  private static void sweep(ContainerEngine engine, Consumer<String> warnings) {
    try {
      new Sweeper(engine).sweep();
    } catch (EngineException e) {
      warnings.accept("cannot remove what an earlier build left behind: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Makes up a container's name that no other build uses. */
  public static String newName(String purpose) {
    return "sandbox-" + purpose + "-" + UUID.randomUUID().toString().substring(24);
  }

  /**
   * Creates a container and guards it.
   *
   * @param lifetime after this, builds that cannot see whether this one lives take the container
   *     for abandoned
   */
  public GuardedContainer create(ContainerSpec spec, Duration lifetime)
      throws EngineException, InterruptedException {
    Ownership ownership =
        new Ownership(ProcessTable.ofThisMachine().self(), Instant.now().plus(lifetime));
    watchdog.watch(spec.name());
    GuardedContainer container = new GuardedContainer(engine, spec.name(), this::forget);
    try {
      engine.create(spec, ownership.labels());
    } catch (EngineException | InterruptedException | RuntimeException e) {
      container.closeAfter(e);
      throw e;
    }
    watchdog.created(container.name());
    open.add(container);
    return container;
  }

  private void forget(GuardedContainer container) {
    open.remove(container);
    watchdog.forget(container.name());
  }

  /** The shutdown hook. A container whose creation is still under way is left to the watchdog. */
  private void endAll() {
    List<GuardedContainer> ending = List.copyOf(open);
    try {
      for (GuardedContainer container : ending) {
        attempt("stop", container, () -> container.stop(GRACE));
      }
      for (GuardedContainer container : ending) {
        container.awaitClosed(AFTERMATH);
        attempt("remove", container, container::close);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws EngineException, InterruptedException;
  }

  /** One container that the engine will not end must not keep the others. */
  private void attempt(String what, GuardedContainer container, Step step)
      throws InterruptedException {
    try {
      step.run();
    } catch (EngineException e) {
      warnings.accept("cannot " + what + " container " + container.name() + ": " + e.getMessage());
    }
  }

  /**
   * Leaves the containers that are still there to the watchdog, which removes them when the build
   * may have ended already. What it cannot remove, the next build does.
   */
  public void leave() {
    watchdog.close();
    removeHook();
  }

  /** Removes the containers that are still there. */
  @Override
  public void close() throws EngineException, InterruptedException {
    try {
      for (GuardedContainer container : List.copyOf(open)) {
        container.close();
      }
      sweep.join();
    } finally {
      watchdog.close();
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down: the hook runs, and has nothing left to do.
      return;
    }
  }
}
