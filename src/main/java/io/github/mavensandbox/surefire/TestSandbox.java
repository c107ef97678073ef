package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.fork.JvmFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The sandbox of a module's tests: one {@link Execution} after the other. */
public final class TestSandbox implements AutoCloseable {

  private final JailKind kind;
  private final Duration deadline;
  private final JvmFolder jvm;
  private final Executor executor;
  private @Nullable Jail jail;
  private @Nullable Execution current;

  /**
   * Makes the sandbox of a module.
   *
   * @param deadline that each fork has inside
   * @param folder becomes what Surefire takes for a JDK
   * @param executor runs what goes on beside Maven
   */
  public TestSandbox(JailKind kind, Duration deadline, Path folder, Executor executor) {
    this.kind = kind;
    this.deadline = deadline;
    this.jvm = new JvmFolder(folder);
    this.executor = executor;
  }

  /** Writes the JVM's folder, and has a network locked ahead of the first fork. */
  public synchronized void prepare() throws IOException {
    jvm.write(kind.release(), kind.client());
    if (kind.locksAhead()) {
      jail().lock();
    }
  }

  private Jail jail() {
    Jail there = jail;
    if (there == null) {
      there = kind.newJail();
      jail = there;
    }
    return there;
  }

  /** Returns what Surefire's parameter {@code jvm} is set to. */
  public Path java() {
    return jvm.java();
  }

  /** Begins an execution, which the caller ends; an earlier one that was not ended ends now. */
  public synchronized Execution begin(Execution.Plan plan)
      throws IOException, InterruptedException {
    endCurrent();
    Jail own = jail();
    if (kind.locksAhead()) {
      own.lock();
      own.expect(plan.libraries());
    }
    Execution begun = Execution.begin(own, plan, deadline, jvm.requests(), executor);
    current = begun;
    return begun;
  }

  /** A jail that no fork was in goes on to the next execution. */
  private void endCurrent() throws InterruptedException {
    Execution last = current;
    current = null;
    if (last != null) {
      last.close();
      if (last.wasUsed()) {
        jail = null;
      }
    }
  }

  /** Ends all that is left, and removes the JVM's folder. */
  @Override
  public synchronized void close() throws IOException, InterruptedException {
    endCurrent();
    Jail left = jail;
    if (left != null) {
      left.remove();
    }
    kind.close();
    jvm.remove();
  }
}
