package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.attribution.Calls;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.BlockedCall;
import io.github.mavensandbox.report.CallerLines;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.Unlisted;
import io.github.mavensandbox.report.Verdict;
import io.github.mavensandbox.report.Violation;
import io.github.mavensandbox.report.Wording;
import io.github.mavensandbox.text.PlainText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that is wrong in some modules: each violation by each of its callers, and each problem. */
final class Findings {

  /** Hosts take no more than some thousands, and each has its stacks with it. */
  private static final int MAX_VIOLATIONS = 1_000;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Integer> keys = new HashMap<>();
  private int violations;

  private Findings() {}

  /**
   * By module; violations first, as many as a host takes, then what was counted but not listed,
   * then problems.
   */
  static List<Finding> of(List<ModuleReport> modules) {
    Findings findings = new Findings();
    modules.forEach(findings::add);
    return List.copyOf(findings.findings);
  }

  private void add(ModuleReport module) {
    PlaceFinder places = new PlaceFinder(module.sources());
    violations = 0;
    for (Run run : module.report().runs()) {
      Violation.of(run).stream()
          .flatMap(violation -> BlockedCall.of(violation).stream())
          .forEach(call -> add(module, call, places));
    }
    for (Run run : module.report().runs()) {
      for (PacketDirection direction : Verdict.JUDGED) {
        addUnlisted(module, run, direction, places);
      }
    }
    if (violations > MAX_VIOLATIONS) {
      add(
          Finding.Kind.VIOLATION,
          "more violations",
          String.format(
              Locale.ROOT,
              "and %,d more violations, which report.json lists",
              violations - MAX_VIOLATIONS),
          List.of(withoutVersion(module.module()), "more"),
          places.pom(),
          Optional.empty());
    }
    for (String problem : module.report().allProblems()) {
      add(
          Finding.Kind.UNRELIABLE,
          "the result is not reliable",
          "the result is not reliable: " + problem,
          List.of(withoutVersion(module.module()), problem),
          places.pom(),
          Optional.empty());
    }
  }

  private void add(ModuleReport module, BlockedCall call, PlaceFinder places) {
    violations++;
    if (violations > MAX_VIOLATIONS) {
      return;
    }
    Violation violation = call.violation();
    String title =
        (violation.isExplained() ? call.caller() + ": " : "")
            + "blocked "
            + Wording.of(call.endpoint());
    add(
        Finding.Kind.VIOLATION,
        title,
        "%s (%s)%s%s"
            .formatted(
                title,
                Wording.packets(violation.blocked().packets()),
                call.calls().map(calls -> ", " + CallerLines.of(calls.caller())).orElse(""),
                violation.advice().map("; "::concat).orElse("")),
        List.of(
            withoutVersion(module.module()),
            violation.run().description().goal(),
            violation.run().description().execution(),
            call.endpoint().toString(),
            call.origin().map(origin -> withoutVersion(origin.name())).orElse(""),
            call.calls()
                .flatMap((Calls calls) -> calls.caller().at())
                .map(frame -> frame.className() + "." + frame.method())
                .orElse("")),
        call.calls().map(places::of).orElseGet(places::pom),
        call.calls());
  }

  private void addUnlisted(
      ModuleReport module, Run run, PacketDirection direction, PlaceFinder places) {
    if (run.verdict().unlisted(direction) > 0) {
      add(
          Finding.Kind.VIOLATION,
          "blocked packets %s of endpoints that are not listed".formatted(direction.label()),
          "blocked " + Unlisted.inWords(run.verdict(), direction),
          List.of(
              withoutVersion(module.module()),
              run.description().goal(),
              run.description().execution(),
              direction.label()),
          places.pom(),
          Optional.empty());
    }
  }

  private void add(
      Finding.Kind kind,
      String title,
      String text,
      List<String> parts,
      Place place,
      Optional<Calls> calls) {
    String key = kind.id() + "\n" + String.join("\n", parts);
    // The same twice, from two lines of a method for instance, must not be taken for one.
    int number = keys.merge(key, 1, Integer::sum);
    findings.add(
        new Finding(
            kind,
            PlainText.of(title),
            PlainText.of(text),
            number == 1 ? key : key + "\n" + number,
            place,
            calls));
  }

  private static String withoutVersion(String coordinates) {
    int end = coordinates.lastIndexOf(':');
    return end > 0 ? coordinates.substring(0, end) : coordinates;
  }
}
