package io.github.mavensandbox.attribution;

import io.github.mavensandbox.record.BlockedEndpoint;

/** The attempts that may explain what was blocked. */
final class Evidence {

  private final CallList calls;
  private final Spans spans = new Spans();

  Evidence(Room room) {
    this.calls = new CallList(room);
  }

  void add(Caller caller, Attempt attempt) {
    calls.add(caller, attempt);
    spans.add(attempt);
  }

  CallExplanation of(BlockedEndpoint blocked) {
    return new CallExplanation(calls.calls(), calls.moreCalls(), spans.outside(blocked.times()));
  }
}
