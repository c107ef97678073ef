package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.attribution.Trace;
import io.github.mavensandbox.run.JsonObject;
import java.util.Locale;
import java.util.Optional;

/** Who called, in the fields of {@code report.json}. */
final class AttributionJson {

  private AttributionJson() {}

  static JsonObject of(CallExplanation explanation) {
    return new JsonObject()
        .put("attribution", explanation.isAttributed() ? "attributed" : "unattributed")
        .put("callers", explanation.calls().stream().map(AttributionJson::of).toList())
        .put("moreAttempts", Optional.of(explanation.moreCalls()).filter(more -> more > 0))
        .put("unexplainedPackets", explanation.unexplained());
  }

  static JsonObject of(OtherAttempt attempt) {
    return new JsonObject()
        .put("attempt", attempt.kind().label())
        .put("what", attempt.what())
        .put("outcome", Optional.of(attempt.outcome()).filter(outcome -> !outcome.isEmpty()))
        .putAll(of(attempt.calls()));
  }

  private static JsonObject of(Calls calls) {
    Caller caller = calls.caller();
    return caller
        .origin()
        .map(
            origin ->
                new JsonObject()
                    .put("culprit", origin.name())
                    .put("kind", origin.kind().name().toLowerCase(Locale.ROOT))
                    .put("certainty", caller.certainty().label())
                    .put("dependencyPath", origin.trail()))
        .orElseGet(JsonObject::new)
        .put("at", caller.at().map(AttributionJson::of))
        .put("via", caller.via())
        .put("enteredFrom", caller.enteredFrom().map(AttributionJson::of))
        .put("test", caller.test())
        .put("first", calls.first().toString())
        .put("attempts", calls.count())
        .put("traces", calls.traces().stream().map(AttributionJson::of).toList());
  }

  private static JsonObject of(Frame frame) {
    return new JsonObject()
        .put("class", frame.className())
        .put("method", frame.method())
        .put("line", Optional.of(frame.line()).filter(line -> line > 0))
        .put("origin", frame.origin().name());
  }

  private static JsonObject of(Trace trace) {
    return new JsonObject()
        .put("how", trace.how().label())
        .put(
            "frames",
            trace.frames().stream().map(frame -> frame + suffix(frame.origin())).toList());
  }

  private static String suffix(Origin origin) {
    return origin.kind() == Origin.Kind.JDK ? "" : " [" + origin.name() + "]";
  }
}
