package io.github.mavensandbox.engine.guard;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A container that {@link #close} removes, as does its {@link ContainerGuard} when nobody else can.
 */
public final class GuardedContainer implements AutoCloseable {

  /** The client gives the terminal back when its container is gone, and that is worth a moment. */
  private static final Duration CLIENT_END = Duration.ofSeconds(5);

  private final ContainerEngine engine;
  private final String name;
  private final Consumer<GuardedContainer> onClose;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<Process> client = Optional.empty();

  GuardedContainer(ContainerEngine engine, String name, Consumer<GuardedContainer> onClose) {
    this.engine = engine;
    this.name = name;
    this.onClose = onClose;
  }

  /** Returns the name, by which the engine's other operations know it. */
  public String name() {
    return name;
  }

  /** Starts it with its streams attached; see {@link ContainerEngine#start}. */
  public Process start(ContainerEngine.Streams streams) throws EngineException {
    Process started = engine.start(name, streams);
    client = Optional.of(started);
    return started;
  }

  void stop(Duration grace) throws EngineException, InterruptedException {
    if (closed.getCount() > 0) {
      engine.stop(name, grace);
    }
  }

  void awaitClosed(Duration limit) throws InterruptedException {
    closed.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Removes what a failure may have left, without hiding why it failed. */
  public void closeAfter(Throwable failure) {
    try {
      close();
    } catch (EngineException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Removes it, running or not, even when this thread is interrupted; a second time does nothing.
   */
  @Override
  public synchronized void close() throws EngineException {
    if (closed.getCount() == 0) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        engine.remove(name);
        awaitClient();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    closed.countDown();
    onClose.accept(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitClient() throws InterruptedException {
    if (client.isPresent()) {
      client.get().waitFor(CLIENT_END.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
