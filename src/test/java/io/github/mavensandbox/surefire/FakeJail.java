package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.files.TakeResult;
import io.github.mavensandbox.surefire.fork.ForkCommand;
import io.github.mavensandbox.surefire.fork.ForkRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A jail in memory: it writes down what it is asked, and fails where a test says so. */
final class FakeJail implements Jail {

  /** What it was asked for, in order. */
  final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

  /** By the first word of a call: why it fails. */
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  private final AtomicInteger forks = new AtomicInteger();

  /** Has calls of this kind fail from now on. */
  FakeJail failing(String call, String why) {
    failures.put(call, why);
    return this;
  }

  private void call(String call, String... more) throws IOException {
    calls.add(String.join(" ", call, String.join(" ", more)).strip());
    if (failures.containsKey(call)) {
      throw new IOException(failures.get(call));
    }
  }

  @Override
  public void lock() {
    calls.add("lock");
  }

  @Override
  public void expect(List<Path> libraries) {
    calls.add("expect " + libraries);
  }

  @Override
  public Fork fork(ForkRequest request, Set<String> variables, Path attempts) throws IOException {
    call("fork", attempts.getFileName().toString());
    return new FakeFork("fork-" + forks.incrementAndGet(), ForkCommand.of(request));
  }

  @Override
  public InputStream end() throws IOException {
    call("end");
    return new ByteArrayInputStream(new byte[] {1});
  }

  @Override
  public void remove() {
    calls.add("remove");
  }

  private final class FakeFork implements Fork {

    private final String name;
    private final ForkCommand command;

    private FakeFork(String name, ForkCommand command) {
      this.name = name;
      this.command = command;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public ForkCommand command() {
      return command;
    }

    @Override
    public int takeListing() {
      throw new AssertionError("it lists nothing");
    }

    @Override
    public void end() throws IOException {
      call("kill", name);
    }

    @Override
    public TakeResult take() throws IOException {
      call("take", name);
      return new TakeResult(0, 0, List.of());
    }

    @Override
    public void remove() {
      calls.add("remove " + name);
    }
  }
}
