package io.github.mavensandbox.report.html;

import io.github.mavensandbox.report.ModuleReport;
import java.io.IOException;
import java.util.List;

/** What the project has configured. */
record PolicySection(List<ModuleReport> modules) {

  void write(Html html) throws IOException {
    html.open("section", "id", "policy").element("h2", "Policy");
    html.element(
        "p",
        "What the project has configured. Everything that is not allowed is blocked; what is"
            + " expected is blocked, too, and no violation.");
    for (ModuleReport module : modules) {
      html.open("article").element("h3", module.module());
      List<String> policy = module.report().policy();
      rules(html, policy.isEmpty() ? List.of("allow none") : policy);
      rules(html, module.report().expect().stream().map("expect "::concat).toList());
      html.close();
    }
    html.close();
  }

  private static void rules(Html html, List<String> rules) throws IOException {
    if (!rules.isEmpty()) {
      html.open("ul");
      TruncatedList.write(html, rules, rule -> html.open("li").inline("code", rule).close());
      html.close();
    }
  }
}
