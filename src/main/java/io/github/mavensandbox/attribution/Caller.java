package io.github.mavensandbox.attribution;

import java.util.List;
import java.util.Optional;

/**
 * Who made an attempt.
 *
 * @param origin the artifact or module whose code it was; empty where it cannot be told
 * @param at the line of its code from which the call came
 * @param certainty of the origin; of no meaning without one
 * @param via libraries that carried the call, from the network outwards
 * @param enteredFrom the line of the project's own code that it all began with
 * @param test that was running, {@code com.x.FooTest#method}
 */
public record Caller(
    Optional<Origin> origin,
    Optional<Frame> at,
    Certainty certainty,
    List<String> via,
    Optional<Frame> enteredFrom,
    Optional<String> test) {

  public Caller {
    via = List.copyOf(via);
  }
}
