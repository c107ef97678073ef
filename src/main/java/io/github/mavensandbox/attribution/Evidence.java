package io.github.mavensandbox.attribution;

import io.github.mavensandbox.record.BlockedEndpoint;

/** The attempts that may explain what was blocked. */
final class Evidence {

  private final CallList calls;
  private final AttemptTimes spans = new AttemptTimes();

  Evidence(Quota quota) {
    this.calls = new CallList(quota);
  }

  void add(Caller caller, Attempt attempt) {
    calls.add(caller, attempt);
    spans.add(attempt);
  }

  CallExplanation of(BlockedEndpoint blocked) {
    return new CallExplanation(calls.calls(), calls.moreCalls(), spans.outside(blocked.times()));
  }
}
