package io.github.mavensandbox.surefire.namespaces;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.surefire.Fork;
import io.github.mavensandbox.surefire.Jail;
import io.github.mavensandbox.surefire.fork.ForkRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A firewall on its way, and the forks that join it. */
final class NamespaceJail implements Jail {

  private final ForkFolder.Context context;
  private final Path folder;
  private final Executor executor;
  private final BackgroundTask<Firewall> locked;
  private final AtomicInteger forks = new AtomicInteger();
  private @Nullable DebugRelay relay;
  private boolean stopped;

  /**
   * Does nothing yet.
   *
   * @param folder not there yet; gets a folder for each fork
   */
  NamespaceJail(ForkFolder.Context context, Exits exits, Path folder, Executor executor) {
    this.context = context;
    this.folder = folder;
    this.executor = executor;
    locked =
        new BackgroundTask<>(
            () ->
                Firewall.start(
                    context.tools(),
                    context.surroundings(),
                    exits,
                    context.settings().hostPorts(),
                    folder));
  }

  @Override
  public void lock() {
    locked.begin(executor);
  }

  /** They are where forks see them. */
  @Override
  public void expect(List<Path> libraries) {}

  @Override
  public boolean seesTarget() {
    return true;
  }

  @Override
  public Fork fork(ForkRequest request, Set<String> variables, Path attempts)
      throws IOException, InterruptedException {
    Firewall firewall = locked.get();
    admitDebugger(firewall);
    return new NamespaceFork(
        context.tools(),
        context.settings(),
        makeFolder(request, variables, firewall),
        attempts,
        executor);
  }

  private synchronized ForkFolder makeFolder(
      ForkRequest request, Set<String> variables, Firewall firewall) throws IOException {
    if (stopped) {
      throw new IOException("the build is ending");
    }
    return ForkFolder.make(
        context, folder.resolve("fork-" + forks.incrementAndGet()), variables, request, firewall);
  }

  private synchronized void admitDebugger(Firewall firewall) throws IOException {
    List<PublishedPort> ports = context.settings().ports();
    if (relay == null && !ports.isEmpty()) {
      relay = new DebugRelay(context.tools(), firewall.entering(), executor);
      for (PublishedPort port : ports) {
        relay.listen(port.containerPort());
      }
    }
  }

  private synchronized void dismissDebugger() {
    if (relay != null) {
      relay.close();
    }
  }

  @Override
  public InputStream end() throws IOException, InterruptedException {
    dismissDebugger();
    return locked.get().end();
  }

  @Override
  public void remove() {
    dismissDebugger();
    if (!locked.cancel()) {
      executor.execute(this::stop);
    }
  }

  /** Ends all that runs in it; no fork gets a folder any more. */
  void stop() {
    synchronized (this) {
      stopped = true;
    }
    try {
      if (!locked.cancel()) {
        locked.get().stop();
      }
    } catch (IOException | CancellationException e) {
      // It was never locked, or has ended.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
