package io.github.mavensandbox.report.html;

import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.Counters;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.Unlisted;
import io.github.mavensandbox.report.Verdict;
import io.github.mavensandbox.report.Wording;
import io.github.mavensandbox.run.RunDescription;
import java.io.IOException;
import java.util.List;

/** Each run: what it was, what else was blocked in it, and what the kernel counted. */
record RunSection(List<ModuleReport> modules) {

  void write(Html html) throws IOException {
    html.open("section", "id", "runs").element("h2", "Runs");
    if (modules.stream().allMatch(module -> module.report().runs().isEmpty())) {
      html.element("p", "No sandboxed run is known of.");
    }
    for (ModuleReport module : modules) {
      String prefix = modules.size() > 1 ? module.module() + ", " : "";
      for (Run run : module.report().runs()) {
        write(html, run, prefix);
      }
    }
    html.close();
  }

  private static void write(Html html, Run run, String prefix) throws IOException {
    RunDescription description = run.description();
    html.open("article");
    html.element("h3", prefix + run.name() + (run.isAudit() ? ", an audit" : ""));
    html.open("dl").entry("started", Wording.time(description.started()));
    html.entry("ended", description.ended().map(Wording::time).orElse("Maven did not see its end"));
    if (description.exitCode().isPresent()) {
      html.entry("exit code", Integer.toString(description.exitCode().getAsInt()));
    }
    if (description.forks() > 0) {
      html.entry("JVMs", Integer.toString(description.forks()));
    }
    html.entry(
        "who called",
        run.attribution().isKnown()
            ? "told by the agent"
            : "not known: there was no agent in this run");
    html.close();
    list(html, "Not reliable", run.problems());
    list(html, "Who called is not known of all", run.attribution().remarks());
    list(
        html,
        "Beyond what is listed",
        Verdict.JUDGED.stream()
            .flatMap(direction -> Unlisted.of(run.verdict(), direction).stream())
            .map(Unlisted::more)
            .toList());
    endpoints(html, "Expected, and so no violation", run.verdict().expected());
    unreachable(html, run.attribution().unreachable());
    endpoints(html, "Noise, and so no violation", run.verdict().record().noise());
    totals(html, run);
    list(html, "The policy that was in force", policy(description));
    html.close();
  }

  private static List<String> policy(RunDescription description) {
    return description.policy().isEmpty() ? List.of("allow none") : description.policy();
  }

  private static void list(Html html, String heading, List<String> lines) throws IOException {
    if (!lines.isEmpty()) {
      html.element("h4", heading).open("ul");
      for (String line : lines) {
        html.element("li", line);
      }
      html.close();
    }
  }

  private static void endpoints(Html html, String heading, List<BlockedEndpoint> endpoints)
      throws IOException {
    if (!endpoints.isEmpty()) {
      html.element("h4", heading).open("ul");
      TruncatedList.write(
          html,
          endpoints,
          blocked -> {
            html.open("li").inline("code", Wording.of(blocked.endpoint()));
            html.text(", " + Wording.packets(blocked.packets())).close();
          });
      html.close();
    }
  }

  private static void unreachable(Html html, List<OtherAttempt> attempts) throws IOException {
    if (!attempts.isEmpty()) {
      html.element("h4", "Unreachable: there is no way to there, so that the kernel saw nothing");
      html.open("ul");
      TruncatedList.write(
          html,
          attempts,
          attempt -> {
            html.open("li")
                .inline("code", attempt.what())
                .text(" ")
                .inline("small", attempt.outcome());
            new CallHtml(html).writeShort(attempt.calls());
            html.close();
          });
      html.close();
    }
  }

  private static void totals(Html html, Run run) throws IOException {
    KernelRecord record = run.verdict().record();
    html.element("h4", "The kernel's counters");
    if (record.counters().isEmpty()) {
      html.element("p", "They are lost.");
      return;
    }
    Counters counters = record.counters().get();
    html.open("table").open("thead").open("tr");
    for (String heading : List.of("packets", run.isAudit() ? "not allowed" : "blocked", "logged")) {
      html.element("th", heading, "scope", "col");
    }
    html.close().close().open("tbody");
    for (PacketDirection direction : PacketDirection.values()) {
      html.open("tr").element("th", direction.label(), "scope", "row");
      html.element("td", Wording.number(counters.blocked(direction)));
      html.element("td", Wording.number(counters.logged(direction))).close();
    }
    html.close().close();
  }
}
