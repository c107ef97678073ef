package io.github.mavensandbox.surefire;

import io.github.mavensandbox.surefire.files.SkippedFiles;
import io.github.mavensandbox.surefire.files.TakeResult;
import io.github.mavensandbox.surefire.fork.ForkRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A jail in memory: it writes down what it is asked, and fails where a test says so. */
final class FakeJail implements Jail {

  /** What it was asked for, in order. */
  final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

  /** By the first word of a call: why it fails. */
  private final Map<String, String> failures = new ConcurrentHashMap<>();

  private final AtomicInteger forks = new AtomicInteger();

  /** The forks that list test classes before others run them. */
  private final ConcurrentLinkedQueue<Listing> listings = new ConcurrentLinkedQueue<>();

  private volatile boolean sharesTarget;

  private record Listing(int candidates, int names) {}

  /** Has the next fork list test classes: so many of those that Surefire found. */
  FakeJail listing(int candidates, int names) {
    listings.add(new Listing(candidates, names));
    return this;
  }

  /** Has calls of this kind fail from now on. */
  FakeJail failing(String call, String why) {
    failures.put(call, why);
    return this;
  }

  /** Has forks see what earlier ones left, which takes its time to arrive. */
  FakeJail sharingTarget() {
    sharesTarget = true;
    return this;
  }

  @Override
  public boolean seesTarget() {
    return sharesTarget;
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
    return new FakeFork("fork-" + forks.incrementAndGet(), Optional.ofNullable(listings.poll()));
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
    private final Optional<Listing> listing;

    private FakeFork(String name, Optional<Listing> listing) {
      this.name = name;
      this.listing = listing;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean lists() {
      return listing.isPresent();
    }

    @Override
    public int candidates() {
      return listing.orElseThrow().candidates();
    }

    @Override
    public boolean runsTests() {
      return listing.isEmpty();
    }

    @Override
    public int takeListing() throws IOException {
      call("list", name);
      return listing.orElseThrow().names();
    }

    @Override
    public void end() throws IOException {
      call("kill", name);
    }

    @Override
    public TakeResult take() throws IOException {
      if (sharesTarget) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      call("take", name);
      return new TakeResult(0, 0, new SkippedFiles());
    }

    @Override
    public void remove() {
      calls.add("remove " + name);
    }
  }
}
