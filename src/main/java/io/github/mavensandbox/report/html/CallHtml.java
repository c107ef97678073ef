package io.github.mavensandbox.report.html;

import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.Trace;
import io.github.mavensandbox.report.CallerLines;
import io.github.mavensandbox.report.Wording;
import java.io.IOException;
import java.util.List;

/** Who made a call, and the stacks behind it. */
record CallHtml(Html html) {

  void write(Calls calls) throws IOException {
    Caller caller = calls.caller();
    html.open("dl");
    if (caller.at().isPresent()) {
      html.element("dt", "at").open("dd").inline("code", caller.at().get().toString());
      html.text(" ").inline("span", caller.certainty().label(), "class", "badge").close();
    } else {
      html.entry("at", "it cannot be told who it was");
    }
    if (!caller.via().isEmpty()) {
      html.element("dt", "via").open("dd");
      for (String via : caller.via()) {
        html.inline("code", via).text(" ");
      }
      html.close();
    }
    if (caller.enteredFrom().isPresent()) {
      code("entered from", caller.enteredFrom().get().toString());
    }
    if (caller.test().isPresent()) {
      code("in test", caller.test().get());
    }
    html.entry(
        "attempts",
        "%s at least, the first at %s"
            .formatted(Wording.number(calls.count()), Wording.time(calls.first())));
    html.close();
    writeStacks(calls.traces());
  }

  /** On one line, where it is not the main thing. */
  void writeShort(Calls calls) throws IOException {
    html.text(", ").inline("span", CallerLines.who(calls));
    writeStacks(calls.traces());
  }

  private void code(String term, String code) throws IOException {
    html.element("dt", term).open("dd").inline("code", code).close();
  }

  private void writeStacks(List<Trace> traces) throws IOException {
    if (traces.stream().allMatch(trace -> trace.frames().isEmpty())) {
      return;
    }
    html.open("details").element("summary", traces.size() > 1 ? "Stacks" : "Stack");
    for (Trace trace : traces) {
      html.element("p", heading(trace), "class", "how");
      if (!trace.frames().isEmpty()) {
        html.open("ol", "class", "stack");
        for (Frame frame : trace.frames()) {
          write(frame);
        }
        html.close();
      }
    }
    html.close();
  }

  private void write(Frame frame) throws IOException {
    Origin origin = frame.origin();
    boolean isJdk = origin.kind() == Origin.Kind.JDK;
    html.open("li", "class", isJdk ? "jdk" : origin.kind() == Origin.Kind.MODULE ? "own" : "lib");
    html.inline("code", frame.toString());
    if (!isJdk) {
      html.text(" ").inline("small", origin.name());
    }
    html.close();
  }

  private static String heading(Trace trace) {
    return switch (trace.how()) {
      case ITSELF -> "The thread that made the attempt:";
      case TASK ->
          trace.frames().isEmpty()
              ? "It did so for somebody who is not known."
              : "It did so as a task of:";
      case THREAD ->
          trace.frames().isEmpty()
              ? "The thread was started by somebody who is not known."
              : "The thread was started by:";
    };
  }
}
