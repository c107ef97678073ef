package io.github.mavensandbox.report.html;

import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Certainty;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.BlockedCall;
import io.github.mavensandbox.report.Violation;
import io.github.mavensandbox.report.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was blocked, by whose code it was. */
final class ArtifactSection {

  private final Map<String, List<BlockedCall>> callers = new LinkedHashMap<>();
  private final List<BlockedCall> unattributed = new ArrayList<>();

  ArtifactSection(List<BlockedCall> calls) {
    for (BlockedCall call : calls) {
      if (call.origin().isPresent()) {
        callers.computeIfAbsent(call.origin().get().name(), ignored -> new ArrayList<>()).add(call);
      } else if (call.endpoint().direction() == PacketDirection.OUT) {
        unattributed.add(call);
      }
    }
  }

  void write(Html html) throws IOException {
    html.open("section", "id", "artifacts").element("h2", "By artifact");
    if (callers.isEmpty() && unattributed.isEmpty()) {
      html.element("p", "No violation from inside is listed.");
    }
    TruncatedList.write(html, List.copyOf(callers.values()), calls -> writeCaller(html, calls));
    if (!unattributed.isEmpty()) {
      writeUnattributed(html);
    }
    if (!callers.isEmpty()) {
      writeLegend(html);
    }
    html.close();
  }

  private static void writeCaller(Html html, List<BlockedCall> calls) throws IOException {
    Origin origin = calls.get(0).origin().orElseThrow();
    html.open("article").open("h3").inline("code", origin.name()).close();
    html.element("p", kind(origin), "class", "kind");
    for (List<String> trail :
        calls.stream().map(call -> call.origin().orElseThrow().trail()).distinct().toList()) {
      writeTrail(html, trail);
    }
    TruncatedList.write(html, calls, call -> writeCall(html, call));
    html.close();
  }

  private static String kind(Origin origin) {
    return switch (origin.kind()) {
      case ARTIFACT -> "an artifact";
      case MODULE -> "a module of this build, or its tests";
      case OTHER -> "a jar or folder that no artifact is known of";
      case JDK, GENERATED -> "of the Java runtime";
    };
  }

  /** How it came into the project. */
  private static void writeTrail(Html html, List<String> trail) throws IOException {
    if (trail.size() > 1) {
      html.open("ol", "class", "trail", "aria-label", "Dependency path");
      for (String step : trail) {
        html.open("li").inline("code", step).close();
      }
      html.close();
    }
  }

  private static void writeCall(Html html, BlockedCall call) throws IOException {
    html.open("div", "class", "call");
    html.open("h4").inline("code", Wording.of(call.endpoint())).close();
    new CallHtml(html).write(call.calls().orElseThrow());
    html.close();
  }

  private void writeUnattributed(Html html) throws IOException {
    html.open("article", "class", "unattributed").element("h3", "Unattributed");
    html.element(
        "p",
        "Who sent these packets is not known. Where the agent was in the"
            + " JVM, it was native code, a child process, or code that evaded the agent.");
    TruncatedList.write(html, unattributed, call -> writeUnattributed(html, call));
    html.close();
  }

  private static void writeUnattributed(Html html, BlockedCall call) throws IOException {
    html.open("div", "class", "call");
    html.open("h4").inline("code", Wording.of(call.endpoint())).close();
    if (call.calls().isPresent()) {
      new CallHtml(html).write(call.calls().get());
    } else if (!call.violation().isExplained()) {
      html.element("p", "There was no agent in this run that could tell who called.");
    } else {
      html.element(
          "p",
          "%s while no attempt is known of."
              .formatted(Wording.packets(unexplained(call.violation()))));
    }
    List<OtherAttempt> suspects = call.violation().suspects();
    if (!suspects.isEmpty()) {
      html.element("p", "It could have been:").open("ul", "class", "suspects");
      TruncatedList.write(html, suspects, suspect -> writeSuspect(html, suspect));
      html.close();
    }
    html.close();
  }

  /** How many of the packets no attempt explains; all of them where none is known. */
  private static long unexplained(Violation violation) {
    CallExplanation explanation = violation.explanation();
    return explanation.calls().isEmpty()
        ? violation.blocked().packets()
        : explanation.unexplained();
  }

  private static void writeSuspect(Html html, OtherAttempt suspect) throws IOException {
    html.open("li").text(Wording.of(suspect.kind()) + " ");
    html.inline("code", suspect.what());
    new CallHtml(html).writeShort(suspect.calls());
    html.close();
  }

  private static void writeLegend(Html html) throws IOException {
    html.open("aside").element("h3", "How sure it is").open("dl");
    html.entry(Certainty.DIRECT.label(), "Its code is on the stack of the call.");
    html.entry(Certainty.TASK.label(), "Its code handed the work to another thread, as a task.");
    html.entry(
        Certainty.THREAD.label(),
        "Its code started the thread; what the thread did may be for somebody else.");
    html.close();
    html.element(
        "p",
        "The kernel's record is the truth. Who called was told by an agent in the same JVM, which"
            + " hostile code could have switched off or lied to.");
    html.close();
  }
}
