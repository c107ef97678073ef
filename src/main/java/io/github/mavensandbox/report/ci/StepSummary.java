package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.report.Wording;
import io.github.mavensandbox.report.html.Html;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Appends to GitHub's summary of a step. What is appended is one block of HTML without an empty
 * line, in which Markdown means nothing.
 */
record StepSummary(Path file) {

  /** GitHub takes a megabyte; nobody reads more of them there. */
  private static final int MAX = 50;

  /**
   * Appends a heading and a table.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  void append(String title, List<Finding> findings) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write('\n');
      write(new Html(out), title, findings);
      out.write('\n');
    } catch (IOException e) {
      throw new IOException(
          "cannot append to GITHUB_STEP_SUMMARY, %s: %s; the file must be writable"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void write(Html html, String title, List<Finding> findings) throws IOException {
    html.open("div").element("h3", title);
    if (!findings.isEmpty()) {
      html.open("table").open("tr").element("th", "What").element("th", "Where").close();
      for (Finding finding : findings.subList(0, Math.min(MAX, findings.size()))) {
        // Within code, GitHub makes no link of @names, #numbers and addresses.
        html.open("tr").open("td").inline("code", finding.text()).close();
        html.open("td");
        html.inline("code", finding.place().path() + ":" + finding.place().line()).close().close();
      }
      html.close();
    }
    if (findings.size() > MAX) {
      html.element(
          "p",
          "and %s more, which target/sandbox/report.html has"
              .formatted(Wording.number(findings.size() - MAX)));
    }
    html.close().end();
  }
}
