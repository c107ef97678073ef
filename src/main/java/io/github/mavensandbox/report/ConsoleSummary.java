package io.github.mavensandbox.report;

import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.HeldBack;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.text.PlainText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Tells a person, in few lines, what was blocked in a run. It says no more than the record knows,
 * and no character that could start a line or steer a terminal.
 */
public final class ConsoleSummary {

  /** More would push what is above it off the screen; the report has them all. */
  private static final int MAX_ENDPOINTS = 20;

  private final DateTimeFormatter time;

  /**
   * @param zone of the times of day that are shown
   */
  public ConsoleSummary(ZoneId zone) {
    this.time = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(zone);
  }

  /** The lines to print of one run among several, without line ends; the first names the run. */
  public List<String> lines(Run run) {
    return lines(run, run.problems(), PlainText.of(run.name()) + ": ");
  }

  /** The lines to print of the one run that there was, without line ends; at least one. */
  public List<String> linesOfSingleRun(Run run) {
    return lines(run, run.verdict().record().problems(), "");
  }

  private List<String> lines(Run run, List<String> problems, String name) {
    Verdict verdict = run.verdict();
    KernelRecord record = verdict.record();
    List<String> lines = new ArrayList<>();
    lines.add(name + heading(run, problems.isEmpty()));
    addShort(lines, Violation.of(run), this::lines);
    for (PacketDirection direction : Verdict.JUDGED) {
      Unlisted.of(verdict, direction).forEach(rest -> lines.add("  and " + rest.more()));
    }
    long expected = expected(verdict);
    if (expected > 0) {
      lines.add(
          "%s, and no violation since expected: %s"
              .formatted(Wording.verb(run), Wording.packets(expected)));
      addShort(lines, verdict.expected(), blocked -> List.of(expected(blocked)));
    }
    long noise = packets(record, PacketDirection.NOISE);
    if (noise > 0) {
      lines.add(
          "dropped, and no violation: %s to everybody, or of no connection"
              .formatted(Wording.packets(noise)));
    }
    addShort(
        lines,
        CallerLines.unreachable(run.attribution()),
        attempt -> List.of("  unreachable, so that the kernel saw nothing of it: " + attempt));
    run.attribution()
        .remarks()
        .forEach(remark -> lines.add("who called is not known of all: " + remark));
    problems.forEach(problem -> lines.add("the record is not reliable: " + PlainText.of(problem)));
    return lines;
  }

  private static <T> void addShort(
      List<String> lines, List<T> all, Function<T, List<String>> toLines) {
    all.stream().limit(MAX_ENDPOINTS).map(toLines).forEach(lines::addAll);
    if (all.size() > MAX_ENDPOINTS) {
      lines.add(
          "  and %s more beyond these, which the report lists"
              .formatted(Wording.number(all.size() - MAX_ENDPOINTS)));
    }
  }

  private static String heading(Run run, boolean certain) {
    return (run.isAudit() ? "audit: " : "") + verdict(run, certain);
  }

  private static String verdict(Run run, boolean certain) {
    Verdict verdict = run.verdict();
    KernelRecord record = verdict.record();
    long expected = expected(verdict);
    long all = packets(record, PacketDirection.OUT) + packets(record, PacketDirection.IN);
    if (all > expected || verdict.violationCount() > 0) {
      return "%s %s%s that the policy does not allow:"
          .formatted(
              Wording.verb(run), certain ? "" : "at least ", Wording.packets(all - expected));
    }
    if (!certain) {
      return "it is not known whether anything%s %s"
          .formatted(expected > 0 ? " else" : "", passive(run));
    }
    return "nothing%s %s".formatted(expected > 0 ? " unexpected" : "", passive(run));
  }

  private static String passive(Run run) {
    return run.isAudit() ? "would have been blocked" : "was blocked";
  }

  /** Packets that are certainly expected. */
  private static long expected(Verdict verdict) {
    long packets = verdict.expected().stream().mapToLong(BlockedEndpoint::packets).sum();
    for (PacketDirection direction : Verdict.JUDGED) {
      if (verdict.unexpectedHeldBack(direction).isEmpty()) {
        packets += verdict.record().heldBack(direction).map(HeldBack::packets).orElse(0L);
      }
    }
    return packets;
  }

  /** The kernel's count where there is one, and never less than what the log shows. */
  private static long packets(KernelRecord record, PacketDirection direction) {
    long inLog =
        record.unlisted(direction)
            + record.endpoints().stream()
                .filter(blocked -> blocked.endpoint().direction() == direction)
                .mapToLong(BlockedEndpoint::packets)
                .sum();
    long counted =
        record.counters().map((Counters counters) -> counters.blocked(direction)).orElse(0L);
    return Math.max(inLog, counted);
  }

  private List<String> lines(Violation violation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  %s%s %s%s"
            .formatted(
                CallerLines.prefix(violation),
                violation.verb(),
                line(violation.blocked()),
                violation.advice().map(": "::concat).orElse("")));
    CallerLines.details(violation).forEach(detail -> lines.add("    " + detail));
    return lines;
  }

  private String expected(BlockedEndpoint blocked) {
    return "  expected " + line(blocked);
  }

  private String line(BlockedEndpoint blocked) {
    return "%s (%s, first %s)"
        .formatted(
            Wording.of(blocked.endpoint()),
            Wording.packets(blocked.packets()),
            time.format(blocked.first()));
  }
}
