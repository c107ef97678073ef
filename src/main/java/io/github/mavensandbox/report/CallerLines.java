package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Caller;
import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a person who called, in lines that are safe to print. */
public final class CallerLines {

  private static final int MAX_CALLERS = 3;
  private static final int MAX_SUSPECTS = 5;

  private CallerLines() {}

  /** What a line on a violation begins with, {@code com.evil:tracker:1.0: }, where it can. */
  public static String prefix(Violation violation) {
    if (!violation.isExplained()) {
      return "";
    }
    String callers =
        violation.explanation().calls().stream()
            .flatMap(calls -> calls.caller().origin().stream())
            .map(Origin::name)
            .distinct()
            .limit(MAX_CALLERS)
            .map(PlainText::of)
            .collect(Collectors.joining(" and "));
    return (callers.isEmpty() ? "unattributed" : callers) + ": ";
  }

  /** The lines below it: from where, on whose behalf, or who it could have been. */
  public static List<String> details(Violation violation) {
    if (!violation.isExplained()) {
      return List.of();
    }
    CallExplanation explanation = violation.explanation();
    List<String> lines = new ArrayList<>();
    explanation.calls().stream()
        .limit(MAX_CALLERS)
        .map(calls -> of(calls.caller()))
        .forEach(lines::add);
    if (explanation.calls().size() > MAX_CALLERS) {
      lines.add("and by more callers, which the report lists");
    }
    if (explanation.calls().isEmpty()) {
      lines.add("no attempt of the JVM explains it: native code, a child process, or evasion");
    } else if (explanation.unexplained() > 0) {
      lines.add(
          "%s of them while no attempt is known of: native code, a child process, or evasion"
              .formatted(Wording.packets(explanation.unexplained())));
    }
    violation.suspects().stream().limit(MAX_SUSPECTS).map(CallerLines::suspect).forEach(lines::add);
    return lines;
  }

  /** {@code at com.evil.Tracker.send:12 (direct), via g:a:1, entered from ..., in test ...}. */
  public static String of(Caller caller) {
    StringBuilder line = new StringBuilder();
    if (caller.at().isPresent()) {
      line.append("at ")
          .append(caller.at().get())
          .append(" (")
          .append(caller.certainty().label())
          .append(")");
    } else {
      line.append("by somebody unknown");
    }
    if (!caller.via().isEmpty()) {
      line.append(", via ").append(String.join(", ", caller.via()));
    }
    caller
        .enteredFrom()
        .filter(frame -> !caller.at().equals(caller.enteredFrom()))
        .ifPresent(frame -> line.append(", entered from ").append(frame));
    caller.test().ifPresent(test -> line.append(", in test ").append(test));
    caller
        .origin()
        .filter(origin -> origin.trail().size() > 2)
        .ifPresent(origin -> line.append("; dependency of ").append(parent(origin)));
    return PlainText.of(line.toString());
  }

  /** What else was tried, of which the kernel saw nothing. */
  static List<String> unreachable(Attribution attribution) {
    return attribution.unreachable().stream()
        .map(other -> PlainText.of("%s %s".formatted(other.what(), who(other.calls())).strip()))
        .toList();
  }

  private static String suspect(OtherAttempt suspect) {
    return PlainText.of(
        "possibly: %s '%s' %s"
            .formatted(Wording.of(suspect.kind()), suspect.what(), who(suspect.calls())));
  }

  /** {@code of com.evil:tracker:1.0 at ...}; not safe to print. */
  public static String who(Calls calls) {
    Caller caller = calls.caller();
    String by = caller.origin().map(origin -> "of " + origin.name() + " ").orElse("");
    return by + of(caller);
  }

  private static String parent(Origin origin) {
    return origin.trail().get(origin.trail().size() - 2);
  }
}
