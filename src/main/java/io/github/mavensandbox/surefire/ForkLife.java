package io.github.mavensandbox.surefire;

import io.github.mavensandbox.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A fork from its start until nothing of it runs, and its files are taken. */
final class ForkLife {

  /** What a fork may still do when Surefire has finished. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** An engine that is busy, or starts again, may not manage at once. */
  private static final int KILLS = 3;

  private static final long PAUSE_MS = 500;

  private static final String NOT_TAKEN = "what tests wrote below target was not taken: ";

  /** Is told that a request has been dealt with. */
  @FunctionalInterface
  interface Forgetting {
    /** Forgets it. */
    void forget(Path request) throws IOException;
  }

  private final Fork fork;
  private final Path request;
  private final Notes notes;
  private final Removals removals;
  private final FutureTask<?> clientEnded = new FutureTask<>(this::awaitClient);
  private final FutureTask<?> ended = new FutureTask<>(this::end);
  private final FutureTask<?> taken;

  /**
   * Does nothing yet.
   *
   * @param request the folder of the request for it
   * @param forgetting is told when there is nothing more to do
   */
  ForkLife(Fork fork, Path request, Notes notes, Removals removals, Forgetting forgetting) {
    this.fork = fork;
    this.request = request;
    this.notes = notes;
    this.removals = removals;
    this.taken = new FutureTask<>(() -> take(forgetting));
  }

  /** Begins to see to it. */
  void begin(Executor executor) {
    List.of(clientEnded, ended, taken).forEach(executor::execute);
  }

  private @Nullable Void awaitClient() throws InterruptedException {
    try {
      fork.awaitEnd(request);
    } catch (IOException e) {
      notes.problem("the names of the test classes were not taken: " + e.getMessage());
    }
    return null;
  }

  private @Nullable Void end() throws Exception {
    clientEnded.get();
    kill();
    return null;
  }

  private void kill() throws EngineException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        fork.end();
        return;
      } catch (EngineException e) {
        if (attempt == KILLS) {
          throw e;
        }
        Thread.sleep(PAUSE_MS);
      }
    }
  }

  private @Nullable Void take(Forgetting forgetting) throws Exception {
    clientEnded.get();
    try {
      fork.take().remarks().forEach(notes::remark);
    } catch (IOException e) {
      notes.remark(NOT_TAKEN + e.getMessage());
    }
    try {
      ended.get();
    } catch (ExecutionException e) {
      // Whoever waits for its end tells that. Where a kill fails, a removal may do.
    }
    removals.begin(fork::remove);
    try {
      forgetting.forget(request);
    } catch (IOException e) {
      // It goes with the folder of all requests.
    }
    return null;
  }

  /**
   * Waits until nothing of it runs any more. Surefire gives up a fork that does not end; here it
   * ends all the same.
   */
  void awaitEnded() throws InterruptedException {
    try {
      awaitOrKill();
    } catch (EngineException e) {
      problem(e);
    } catch (ExecutionException e) {
      problem(e.getCause());
    }
  }

  private void awaitOrKill() throws EngineException, ExecutionException, InterruptedException {
    try {
      ended.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill();
      ended.get();
    }
  }

  private void problem(Throwable cause) {
    notes.problem("it is not known that all tests have ended: " + cause.getMessage());
  }

  /** Waits until its files are here, after {@link #awaitEnded}. */
  void awaitTaken() throws InterruptedException {
    if (!ended.isDone()) {
      // It goes on in spite of a kill: that was told, and nobody knows for how long.
      notes.remark(NOT_TAKEN + "they have not ended");
      removals.begin(fork::remove);
      return;
    }
    try {
      taken.get();
    } catch (ExecutionException e) {
      notes.problem(NOT_TAKEN + e.getCause().getMessage());
    }
  }
}
