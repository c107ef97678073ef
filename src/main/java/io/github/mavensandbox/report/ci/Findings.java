package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.BlockedCall;
import io.github.mavensandbox.report.CallerLines;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.Unlisted;
import io.github.mavensandbox.report.Verdict;
import io.github.mavensandbox.report.Violation;
import io.github.mavensandbox.report.Wording;
import io.github.mavensandbox.text.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that is wrong in some modules: each violation by each of its callers, and each problem. */
final class Findings {

  /** Hosts take no more than some thousands, and each has its stacks with it. */
  private static final int MAX_VIOLATIONS = 1_000;

  private final ModuleReport module;
  private final PlaceFinder places;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Integer> keys = new HashMap<>();

  private Findings(ModuleReport module) {
    this.module = module;
    places = new PlaceFinder(module.sources());
  }

  /**
   * By module; violations first, as many as a host takes, then what was counted but not listed,
   * then problems.
   */
  static List<Finding> of(List<ModuleReport> modules) {
    return modules.stream().flatMap(module -> new Findings(module).find().stream()).toList();
  }

  private List<Finding> find() {
    Report report = module.report();
    List<BlockedCall> calls =
        report.violations().stream()
            .flatMap(violation -> BlockedCall.of(violation).stream())
            .toList();
    calls.stream().limit(MAX_VIOLATIONS).forEach(this::add);
    for (Run run : report.runs()) {
      Verdict.JUDGED.forEach(direction -> addUnlisted(run, direction));
    }
    if (calls.size() > MAX_VIOLATIONS) {
      add(
          calls.stream().skip(MAX_VIOLATIONS).allMatch(call -> call.violation().run().isAudit())
              ? Finding.Kind.AUDITED
              : Finding.Kind.VIOLATION,
          "more violations",
          "and %s more violations, which report.json lists"
              .formatted(Wording.number(calls.size() - MAX_VIOLATIONS)),
          Optional.empty(),
          "more");
    }
    for (String problem : report.allProblems()) {
      add(
          Finding.Kind.UNRELIABLE,
          "the result is not reliable",
          "the result is not reliable: " + problem,
          Optional.empty(),
          problem);
    }
    return findings;
  }

  private void add(BlockedCall call) {
    Violation violation = call.violation();
    String title =
        (violation.isExplained() ? call.caller() + ": " : "")
            + violation.verb()
            + " "
            + Wording.of(call.endpoint());
    add(
        kind(violation.run()),
        title,
        "%s (%s)%s%s"
            .formatted(
                title,
                Wording.packets(violation.blocked().packets()),
                call.calls().map(calls -> ", " + CallerLines.of(calls.caller())).orElse(""),
                violation.advice().map("; "::concat).orElse("")),
        call.calls(),
        violation.run().description().goal(),
        violation.run().description().execution(),
        call.endpoint().toString(),
        call.origin().map(origin -> withoutVersion(origin.name())).orElse(""),
        call.calls()
            .flatMap((Calls calls) -> calls.caller().at())
            .map(frame -> frame.className() + "." + frame.method())
            .orElse(""));
  }

  private void addUnlisted(Run run, PacketDirection direction) {
    if (run.verdict().unlisted(direction) > 0) {
      add(
          kind(run),
          "%s packets %s of endpoints that are not listed"
              .formatted(Wording.verb(run), direction.label()),
          Wording.verb(run) + " " + Unlisted.inWords(run.verdict(), direction),
          Optional.empty(),
          run.description().goal(),
          run.description().execution(),
          direction.label());
    }
  }

  private static Finding.Kind kind(Run run) {
    return run.isAudit() ? Finding.Kind.AUDITED : Finding.Kind.VIOLATION;
  }

  private void add(
      Finding.Kind kind, String title, String text, Optional<Calls> calls, String... parts) {
    String key = kind.id + "\n" + withoutVersion(module.module()) + "\n" + String.join("\n", parts);
    // The same twice, from two lines of a method for instance, must not be taken for one.
    int number = keys.merge(key, 1, Integer::sum);
    findings.add(
        new Finding(
            kind,
            PlainText.of(title),
            PlainText.of(text),
            number == 1 ? key : key + "\n" + number,
            calls.map(places::of).orElseGet(places::pom),
            calls));
  }

  private static String withoutVersion(String coordinates) {
    int end = coordinates.lastIndexOf(':');
    return end > 0 ? coordinates.substring(0, end) : coordinates;
  }
}
