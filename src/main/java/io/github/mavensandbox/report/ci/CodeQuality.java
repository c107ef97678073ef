package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.run.JsonObject;
import java.util.List;

/** Findings as GitLab's code quality report, which it shows in merge requests. */
final class CodeQuality {

  private CodeQuality() {}

  static List<JsonObject> of(List<Finding> findings) {
    return findings.stream().map(CodeQuality::issue).toList();
  }

  private static JsonObject issue(Finding finding) {
    return new JsonObject()
        .put("description", finding.text())
        .put("check_name", finding.kind().id)
        .put("fingerprint", finding.fingerprint())
        .put("severity", finding.kind().severity)
        .put(
            "location",
            new JsonObject()
                .put("path", finding.place().path())
                .put("lines", new JsonObject().put("begin", finding.place().line())));
  }
}
