package io.github.mavensandbox.attribution;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One try to reach something, as the agent tells of it. Nothing in it is safe to print.
 *
 * @param protocol {@code tcp} or {@code udp}; absent where there is none
 * @param address canonical text; absent where only a name is known
 * @param name the host of a look-up, the program of a process, the name of a library, the path of a
 *     file that was not there
 * @param outcome {@code ok}, {@code pending}, or an exception's class and message
 * @param test that was running, {@code com.x.FooTest#method}
 * @param count how often it was made up to now, by the same code
 * @param traces who made it, then who had it made, nearest first; at least one
 * @param isCut whether frames are missing in them
 */
record Attempt(
    Kind kind,
    Instant begin,
    Instant end,
    Optional<String> protocol,
    Optional<String> address,
    OptionalInt port,
    Optional<String> name,
    String outcome,
    Optional<String> test,
    long count,
    List<Trace> traces,
    boolean isCut) {

  enum Kind {
    CONNECT,
    DATAGRAM,
    LOOKUP,
    REVERSE,
    UNIX,
    PROCESS,
    LIBRARY,
    FILE
  }

  Attempt {
    traces = List.copyOf(traces);
  }
}
