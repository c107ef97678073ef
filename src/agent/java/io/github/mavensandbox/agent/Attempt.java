package io.github.mavensandbox.agent;

import java.util.concurrent.atomic.AtomicLong;

/** One try to reach something, from its beginning to its end in one thread. */
final class Attempt {

  private static final AtomicLong IDS = new AtomicLong();

  private final long id = IDS.incrementAndGet();
  private final long time = Clock.micros();
  private final long began = System.nanoTime();
  private final Call call;
  private final Object self;
  private final Endpoint endpoint;
  private final Attempt outer;

  /** How many calls of the layers below are under way. */
  int nested;

  Attempt(Call call, Object self, Endpoint endpoint, Attempt outer) {
    this.call = call;
    this.self = self;
    this.endpoint = endpoint;
    this.outer = outer;
  }

  long id() {
    return id;
  }

  Call call() {
    return call;
  }

  /** The object whose method was called, or null. */
  Object self() {
    return self;
  }

  /** What it reaches for, or null if it is no attempt after all. */
  Endpoint endpoint() {
    return endpoint;
  }

  /** Another kind of attempt that this one is made for, or null. */
  Attempt outer() {
    return outer;
  }

  long time() {
    return time;
  }

  long nanos() {
    return System.nanoTime() - began;
  }
}
