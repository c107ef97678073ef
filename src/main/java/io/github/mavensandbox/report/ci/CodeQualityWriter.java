package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.run.JsonFile;
import io.github.mavensandbox.run.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes findings as GitLab's code quality report, which it shows in merge requests. */
final class CodeQualityWriter {

  /**
   * Writes the whole file or leaves an earlier one as it is.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  void write(List<Finding> findings, Path file) throws IOException {
    JsonFile.write(
        file, findings.stream().map(CodeQualityWriter::issue).toList(), JsonFile.Lines.FIELDS);
  }

  private static JsonObject issue(Finding finding) {
    return new JsonObject()
        .put("description", finding.text())
        .put("check_name", finding.kind().id())
        .put("fingerprint", finding.fingerprint())
        .put("severity", finding.kind() == Finding.Kind.VIOLATION ? "critical" : "blocker")
        .put(
            "location",
            new JsonObject()
                .put("path", finding.place().path())
                .put("lines", new JsonObject().put("begin", finding.place().line())));
  }
}
