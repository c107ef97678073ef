package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.fork.ForkRequest;
import io.github.mavensandbox.surefire.fork.JvmFolder;
import io.github.mavensandbox.surefire.fork.RequestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One execution of Surefire or Failsafe. Until {@link #end}, every JVM that it starts by way of
 * {@link TestSandbox#java} is a fork in one {@link Jail}.
 *
 * <p>Design: forks are made by Maven's own process and not by one on the way to them; so there is
 * one place that knows them all and removes them, and no second JVM has to start.
 */
public final class Execution implements AutoCloseable {

  /** Takes the tar of a record's folder. */
  @FunctionalInterface
  public interface RecordTaker {
    /** Reads the stream to its end. */
    void take(InputStream tar) throws IOException;
  }

  /** Is told that the execution starts a JVM. */
  @FunctionalInterface
  public interface Use {
    /** Throws to refuse the JVM. */
    void begins() throws IOException;
  }

  /**
   * What is particular to an execution.
   *
   * @param variables names of environment variables that it sets itself: they go in also when Maven
   *     was given them with the very same value
   * @param libraries of the tests' class path, which forks are going to need
   * @param use is run before the first fork starts
   * @param attempts the folder on the host that gets a file of attempts for each JVM
   */
  public record Plan(Set<String> variables, List<Path> libraries, Use use, Path attempts) {

    public Plan {
      variables = Set.copyOf(variables);
      libraries = List.copyOf(libraries);
    }
  }

  private final Jail jail;
  private final Plan plan;
  private final Duration deadline;
  private final Path requests;
  private final Executor executor;
  private final RequestServer requestServer;
  private final RunMessages messages = new RunMessages();
  private final ListingCheck check = new ListingCheck();
  private final Queue<ForkLife> forks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private boolean open = true;
  private boolean used;

  private Execution(Jail jail, Plan plan, Duration deadline, Path requests, Executor executor) {
    this.jail = jail;
    this.plan = plan;
    this.deadline = deadline;
    this.requests = requests;
    this.executor = executor;
    this.requestServer = new RequestServer(requests, executor, handler());
  }

  /**
   * Begins one: from now on requests are answered.
   *
   * @param deadline that each fork has inside
   * @param requests the folder in which the script writes them
   * @param executor runs what goes on beside Maven
   */
  static Execution begin(Jail jail, Plan plan, Duration deadline, Path requests, Executor executor)
      throws IOException {
    Execution execution = new Execution(jail, plan, deadline, requests, executor);
    execution.requestServer.open();
    return execution;
  }

  private RequestServer.Handler handler() {
    return new RequestServer.Handler() {
      @Override
      public String answer(ForkRequest request) throws InterruptedException, IOException {
        return fork(request);
      }

      @Override
      public void refused(String reason) {
        notStarted(reason);
      }
    };
  }

  /** A JVM that tests wait for in vain: their execution is not to pass. */
  private void notStarted(String reason) {
    messages.problem("a JVM for the tests could not be started: " + reason);
  }

  private String fork(ForkRequest request) throws InterruptedException, IOException {
    try {
      begins();
      ProcessHandle client =
          ProcessHandle.of(request.pid())
              .orElseThrow(() -> new IOException("process " + request.pid() + " has ended"));
      if (jail.seesTarget()) {
        for (ForkLife earlier : forks) {
          earlier.awaitFiles();
        }
      }
      Fork fork =
          jail.fork(
              request,
              plan.variables(),
              plan.attempts().resolve(numbers.incrementAndGet() + ".jsonl"));
      follow(fork, client);
      return (fork.lists() ? JvmFolder.START_AND_WAIT : JvmFolder.START) + " " + fork.name();
    } catch (IOException e) {
      notStarted(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private synchronized void begins() throws IOException {
    if (!open) {
      throw new IOException("the tests' execution has ended");
    }
    if (!used) {
      plan.use().begins();
    }
    used = true;
    jail.lock();
  }

  private void follow(Fork fork, ProcessHandle client) throws IOException {
    Path request = requests.resolve(Long.toString(client.pid()));
    ForkLife life = new ForkLife(fork, client, request, deadline, messages, check, requestServer);
    life.begin(executor);
    forks.add(life);
  }

  /**
   * Ends it: nothing of it runs any more, what its tests wrote is there, and its record was taken.
   * The jail is left as it is where no fork was asked for.
   */
  public TestRun end(RecordTaker taker) throws InterruptedException {
    synchronized (this) {
      if (!open) {
        return TestRun.UNUSED;
      }
      open = false;
      requestServer.close();
      if (!used) {
        return TestRun.UNUSED;
      }
    }
    for (ForkLife fork : forks) {
      fork.awaitEnded();
    }
    try (InputStream tar = jail.end()) {
      taker.take(tar);
    } catch (IOException e) {
      messages.problem("the record of what was blocked could not be fetched: " + e.getMessage());
    }
    for (ForkLife fork : forks) {
      fork.awaitTaken();
    }
    check.remarks().forEach(messages::remark);
    check.problems().forEach(messages::problem);
    // Not before: Podman removes those that joined its network with it.
    jail.remove();
    return new TestRun(true, forks.size(), messages.remarks(), messages.problems());
  }

  /** Returns whether a JVM was asked for; if not, another execution can have the jail. */
  synchronized boolean wasUsed() {
    return used;
  }

  /** Ends it without its record, if it has not ended. */
  @Override
  public void close() throws InterruptedException {
    end(tar -> {});
  }
}
