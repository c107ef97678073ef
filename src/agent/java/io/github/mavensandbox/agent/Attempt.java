package io.github.mavensandbox.agent;

/** One try to reach something, from its beginning to its end in one thread. */
final class Attempt {

  private final long time = Clock.micros();
  private final long began = System.nanoTime();
  private final Call call;
  private final Endpoint endpoint;
  private final Attempt outer;

  /** How many calls of the layers below are under way. */
  int nested;

  Attempt(Call call, Endpoint endpoint, Attempt outer) {
    this.call = call;
    this.endpoint = endpoint;
    this.outer = outer;
  }

  Call call() {
    return call;
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
