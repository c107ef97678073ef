package io.github.mavensandbox.attribution;

import java.util.List;

/**
 * What is known of who called a blocked endpoint.
 *
 * @param calls by caller, in the order of their first attempt
 * @param moreCalls attempts of further callers, which are too many to list
 * @param unexplained logged packets that were sent while no attempt to the endpoint is known of
 */
public record CallExplanation(List<Calls> calls, long moreCalls, long unexplained) {

  static final CallExplanation NONE = new CallExplanation(List.of(), 0, 0);

  public CallExplanation {
    calls = List.copyOf(calls);
  }

  /** Whether it is known of a caller whose code it was. */
  public boolean isAttributed() {
    return calls.stream().anyMatch(each -> each.caller().origin().isPresent());
  }
}
