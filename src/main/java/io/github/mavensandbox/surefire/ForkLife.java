package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.fork.ForkRequest;
import io.github.mavensandbox.surefire.fork.RequestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Follows a fork from its start until nothing of it runs, and its files are taken. */
final class ForkLife {

  /** What a fork may still do when Surefire has finished. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** More than the deadline's own end takes. */
  private static final Duration OVERDUE = Duration.ofSeconds(20);

  private static final long PAUSE_MS = 10;

  /** An engine that is busy, or starts again, may not manage at once. */
  private static final int KILLS = 3;

  private static final long PAUSE_BETWEEN_KILLS_MS = 500;

  private static final String NOT_TAKEN = "what tests wrote below target was not taken: ";

  private final Fork fork;
  private final ProcessHandle client;
  private final Path request;
  private final Duration deadline;
  private final RunMessages messages;
  private final ListingCheck check;
  private final RequestServer server;
  private final FutureTask<?> clientEnded = new FutureTask<>(this::awaitClient);
  private final FutureTask<?> ended = new FutureTask<>(this::end);
  private final FutureTask<?> taken = new FutureTask<>(this::take);

  /**
   * Does nothing yet.
   *
   * @param client Surefire's end of the fork: the script, which becomes the client that starts it
   * @param request the folder of the request for it
   * @param deadline that the fork has inside
   * @param server of the request, which it forgets when there is nothing more to do
   */
  ForkLife(
      Fork fork,
      ProcessHandle client,
      Path request,
      Duration deadline,
      RunMessages messages,
      ListingCheck check,
      RequestServer server) {
    this.fork = fork;
    this.client = client;
    this.request = request;
    this.deadline = deadline;
    this.messages = messages;
    this.check = check;
    this.server = server;
  }

  /**
   * Begins to follow it.
   *
   * @throws IOException when there is no thread for that; the fork must not start then
   */
  void begin(Executor executor) throws IOException {
    List<FutureTask<?>> tasks = List.of(clientEnded, ended, taken);
    try {
      tasks.forEach(executor::execute);
    } catch (OutOfMemoryError | RejectedExecutionException e) {
      tasks.forEach(task -> task.cancel(true));
      removeNow();
      throw new IOException(e.getMessage(), e);
    }
    if (fork.runsTests()) {
      check.ran();
    }
  }

  private void removeNow() {
    try {
      fork.remove();
    } catch (OutOfMemoryError | RejectedExecutionException e) {
      // No thread for that either: what is left goes with the build.
      return;
    }
  }

  private @Nullable Void awaitClient() throws InterruptedException {
    long limit = System.nanoTime() + deadline.plus(OVERDUE).toNanos();
    if (fork.lists()) {
      try {
        takeListing(limit);
      } catch (IOException e) {
        messages.problem("the names of the test classes were not taken: " + e.getMessage());
      }
    }
    // An engine that does not answer any more keeps its client.
    while (client.isAlive()) {
      if (System.nanoTime() > limit) {
        ProcessTree.kill(client);
      }
      Thread.sleep(PAUSE_MS);
    }
    return null;
  }

  /** Has Surefire see the fork's end only when the file that it reads then is here. */
  private void takeListing(long limit) throws IOException, InterruptedException {
    while (client.isAlive() && !Files.exists(request.resolve(ForkRequest.ENDED))) {
      if (System.nanoTime() > limit) {
        // Not its client, which has yet to say that there is no list.
        kill();
      }
      Thread.sleep(PAUSE_MS);
    }
    // Surefire takes a list that is not there for an empty one, so it has to see a failure.
    String outcome = ForkRequest.LOST;
    try {
      check.listed(fork.candidates(), fork.takeListing());
      outcome = ForkRequest.TAKEN;
    } finally {
      if (Files.exists(request)) {
        Files.writeString(request.resolve(outcome), "");
      }
    }
  }

  private @Nullable Void end() throws Exception {
    clientEnded.get();
    kill();
    return null;
  }

  private void kill() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        fork.end();
        return;
      } catch (IOException e) {
        if (attempt == KILLS) {
          throw e;
        }
        Thread.sleep(PAUSE_BETWEEN_KILLS_MS);
      }
    }
  }

  private @Nullable Void take() throws Exception {
    clientEnded.get();
    try {
      messages.skipped(fork.take().skipped());
    } catch (IOException e) {
      messages.remark(NOT_TAKEN + e.getMessage());
    }
    try {
      ended.get();
    } catch (ExecutionException e) {
      // Whoever waits for its end tells that. Where a kill fails, a removal may do.
    }
    fork.remove();
    try {
      server.forget(request);
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
    } catch (IOException e) {
      problem(e);
    } catch (ExecutionException e) {
      problem(cause(e));
    }
  }

  private void awaitOrKill() throws IOException, ExecutionException, InterruptedException {
    try {
      ended.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill();
      ended.get();
    }
  }

  private static Throwable cause(ExecutionException e) {
    return Objects.requireNonNullElse(e.getCause(), e);
  }

  private void problem(Throwable cause) {
    messages.problem("it is not known that all tests have ended: " + cause.getMessage());
  }

  /** Waits until its files are here, if it has ended, for a fork that is to see them. */
  void awaitFiles() throws InterruptedException {
    if (client.isAlive()) {
      return;
    }
    try {
      taken.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // Told at the execution's end.
      return;
    }
  }

  /** Waits until its files are here, after {@link #awaitEnded}. */
  void awaitTaken() throws InterruptedException {
    if (!ended.isDone()) {
      // It goes on in spite of a kill: that was told, and nobody knows for how long.
      messages.remark(NOT_TAKEN + "they have not ended");
      fork.remove();
      return;
    }
    try {
      taken.get();
    } catch (ExecutionException e) {
      messages.problem(NOT_TAKEN + cause(e).getMessage());
    }
  }
}
