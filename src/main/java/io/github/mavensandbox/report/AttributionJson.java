package io.github.mavensandbox.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Explanation;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.attribution.Trace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes who called into {@code report.json}. */
final class AttributionJson {

  private final JsonGenerator json;

  AttributionJson(JsonGenerator json) {
    this.json = json;
  }

  void write(Explanation explanation) throws IOException {
    json.writeStringField(
        "attribution", explanation.isAttributed() ? "attributed" : "unattributed");
    json.writeArrayFieldStart("callers");
    for (Calls calls : explanation.calls()) {
      json.writeStartObject();
      writeFields(calls);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (explanation.moreCalls() > 0) {
      json.writeNumberField("moreAttempts", explanation.moreCalls());
    }
    json.writeNumberField("unexplainedPackets", explanation.unexplained());
  }

  void write(String field, List<OtherAttempt> attempts) throws IOException {
    json.writeArrayFieldStart(field);
    for (OtherAttempt attempt : attempts) {
      json.writeStartObject();
      json.writeStringField("kind", attempt.kind().label());
      json.writeStringField("what", attempt.what());
      if (!attempt.outcome().isEmpty()) {
        json.writeStringField("outcome", attempt.outcome());
      }
      writeFields(attempt.calls());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeFields(Calls calls) throws IOException {
    Caller caller = calls.caller();
    if (caller.culprit().isPresent()) {
      Origin culprit = caller.culprit().get();
      json.writeStringField("culprit", culprit.name());
      json.writeStringField("kind", culprit.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringField("certainty", caller.certainty().label());
      writeStrings("dependencyPath", culprit.trail());
    }
    writeFrame("at", caller.at());
    writeStrings("via", caller.via());
    writeFrame("enteredFrom", caller.enteredFrom());
    if (caller.test().isPresent()) {
      json.writeStringField("test", caller.test().get());
    }
    json.writeStringField("first", calls.first().toString());
    json.writeNumberField("attempts", calls.count());
    json.writeArrayFieldStart("traces");
    for (Trace trace : calls.traces()) {
      json.writeStartObject();
      json.writeStringField("how", trace.how().name().toLowerCase(Locale.ROOT));
      json.writeArrayFieldStart("frames");
      for (Frame frame : trace.frames()) {
        json.writeString(frame + text(frame.origin()));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String text(Origin origin) {
    return origin.kind() == Origin.Kind.JDK ? "" : " [" + origin.name() + "]";
  }

  private void writeFrame(String field, Optional<Frame> frame) throws IOException {
    if (frame.isPresent()) {
      json.writeObjectFieldStart(field);
      json.writeStringField("class", frame.get().className());
      json.writeStringField("method", frame.get().method());
      if (frame.get().line() > 0) {
        json.writeNumberField("line", frame.get().line());
      }
      json.writeStringField("origin", frame.get().origin().name());
      json.writeEndObject();
    }
  }

  private void writeStrings(String field, List<String> strings) throws IOException {
    json.writeArrayFieldStart(field);
    for (String string : strings) {
      json.writeString(string);
    }
    json.writeEndArray();
  }
}
