package io.github.mavensandbox.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A program that outlives Maven: it removes the containers that a killed build can no longer
 * remove.
 *
 * <p>It reads its input to the end, a line an event: {@code +NAME} before a container is created,
 * {@code -NAME} when it is gone. The end comes when Maven closes the other side, or is dead,
 * whatever killed it. Then it removes what is left. Its arguments are the engine's command line; it
 * writes {@value #READY} when signals can no longer end it.
 */
final class Watchdog {

  static final String READY = "ready";

  /**
   * A {@code create} that Maven had under way ends after Maven: so one that is absent is asked for
   * again.
   */
  private static final int ATTEMPTS = 40;

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final List<String> engine;
  private final Set<String> names = new LinkedHashSet<>();

  private Watchdog(List<String> engine) {
    this.engine = engine;
  }

  /** Watches over the containers of the engine whose command line the arguments are. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    // INT and TERM are often sent to all of a build's processes: the JVM only ends when its hooks
    // have.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitQuietly(done)));
    try {
      System.out.println(READY);
      new Watchdog(List.of(arguments)).watch();
    } finally {
      done.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch done) {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() throws IOException, InterruptedException {
    BufferedReader events =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String event = events.readLine(); event != null; event = events.readLine()) {
      String name = event.substring(1);
      if (event.startsWith("+")) {
        names.add(name);
      } else {
        names.remove(name);
      }
    }
    for (int attempt = 0; attempt < ATTEMPTS && !names.isEmpty(); attempt++) {
      if (attempt > 0) {
        Thread.sleep(PAUSE.toMillis());
      }
      names.removeIf(this::remove);
    }
  }

  /**
   * Returns whether there was such a container and now there is not: the engine then prints its
   * name.
   */
  private boolean remove(String name) {
    List<String> remove = new ArrayList<>(engine);
    remove.addAll(List.of("rm", "--force", "--volumes", name));
    try {
      Command.Outcome outcome = new Command(remove, Command.SHORT).run();
      return outcome.exitCode() == 0 && !outcome.stdout().isBlank();
    } catch (EngineException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
