package io.github.mavensandbox.attribution;

import java.time.Instant;
import java.util.List;

/**
 * What one caller did, to one endpoint.
 *
 * @param first when it began
 * @param count how often at least
 * @param traces of the first time, for a person to read
 */
public record Calls(Caller caller, Instant first, long count, List<Trace> traces) {

  public Calls {
    traces = List.copyOf(traces);
  }
}
