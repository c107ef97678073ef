package io.github.mavensandbox.report.html;

import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Wording;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The top of the page: what came of it, and where to find what. */
public final class VerdictHeader {

  private final List<ModuleReport> modules;
  private final List<String> notChecked;
  private final List<String> problems = new ArrayList<>();
  private final int violations;
  private final int audited;
  private final boolean hasAudit;
  private final int runs;
  private final boolean isSomethingExpected;

  public VerdictHeader(List<ModuleReport> modules, List<String> notChecked) {
    this.modules = modules;
    this.notChecked = notChecked;
    List<Report> reports = modules.stream().map(ModuleReport::report).toList();
    modules.forEach(this::addProblems);
    violations = reports.stream().mapToInt(Report::violationCount).sum();
    audited = reports.stream().mapToInt(Report::auditedCount).sum();
    hasAudit = reports.stream().anyMatch(Report::hasAudit);
    runs = reports.stream().mapToInt(report -> report.runs().size()).sum();
    isSomethingExpected =
        reports.stream()
            .flatMap(report -> report.runs().stream())
            .anyMatch(run -> !run.verdict().expected().isEmpty());
  }

  private void addProblems(ModuleReport module) {
    String name = modules.size() > 1 ? module.module() + ": " : "";
    module.report().allProblems().stream().map(name::concat).forEach(problems::add);
  }

  /** {@code 2 violations - com.example:app:1.0 - sandbox}. */
  public String title() {
    String name =
        modules.size() + notChecked.size() == 1
            ? modules.get(0).module()
            : "%s of %s modules"
                .formatted(
                    Wording.number(modules.size()),
                    Wording.number(modules.size() + notChecked.size()));
    return verdict() + " - " + name + " - sandbox";
  }

  private String verdict() {
    if (violations > 0) {
      return (problems.isEmpty() ? "" : "At least ") + Wording.violations(violations);
    }
    if (!problems.isEmpty()) {
      return "It is not known whether anything was blocked";
    }
    if (runs == 0) {
      return "Nothing ran in the sandbox";
    }
    if (hasAudit) {
      return "Audit: %s would have been blocked"
          .formatted(audited == 0 ? "nothing" : Wording.notAllowed(audited));
    }
    return (isSomethingExpected ? "Nothing unexpected was blocked" : "Nothing was blocked")
        + (notChecked.isEmpty() ? "" : " in the modules that were checked");
  }

  private String state() {
    if (violations > 0 || !problems.isEmpty()) {
      return "failed";
    }
    return runs == 0 || hasAudit || !notChecked.isEmpty() ? "nothing" : "passed";
  }

  void write(Html html) throws IOException {
    html.open("header", "class", state());
    html.element("p", modules.stream().map(ModuleReport::module).collect(Collectors.joining(", ")));
    html.element("h1", verdict());
    if (!problems.isEmpty()) {
      html.element("p", "The result is not reliable:").open("ul");
      for (String problem : problems) {
        html.element("li", problem);
      }
      html.close();
    }
    if (hasAudit) {
      html.element(
          "p",
          "Nothing was protected: in the runs that are marked as audits, what the policy does not"
              + " allow was recorded, and passed. policy.xml in the module's target/sandbox has the"
              + " rules that would allow it.");
    }
    if (!notChecked.isEmpty()) {
      html.element("p", "Modules that were not checked, so that nothing is known of them:");
      html.element("p", String.join(", ", notChecked));
    }
    html.open("nav", "aria-label", "Parts of this page").open("ul");
    link(html, "artifacts", "By artifact");
    link(html, "endpoints", "By endpoint");
    link(html, "tests", "By test");
    link(html, "runs", "Runs");
    link(html, "policy", "Policy");
    html.close().close().close();
  }

  private static void link(Html html, String id, String text) throws IOException {
    html.open("li").inline("a", text, "href", "#" + id).close();
  }
}
