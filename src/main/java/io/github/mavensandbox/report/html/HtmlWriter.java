package io.github.mavensandbox.report.html;

import io.github.mavensandbox.report.BlockedCall;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Violation;
import io.github.mavensandbox.run.WholeFile;
import io.github.mavensandbox.text.OwnFile;
import io.github.mavensandbox.text.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * Writes the report as one page that needs nothing else: no script, font or picture. The same
 * reports give the same bytes. Its policy lets a browser apply its own style sheet and load nothing
 * at all, even if text from the sandbox became more than text.
 */
public final class HtmlWriter {

  /**
   * Writes the whole file or leaves an earlier one as it is.
   *
   * @param modules what it tells of, at least one
   * @param notChecked modules of which nothing is known, at the time
   * @param file to write; its folder is made when it is not there
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(List<ModuleReport> modules, List<String> notChecked, Path file)
      throws IOException {
    WholeFile.write(file, out -> write(modules, notChecked, out));
  }

  private void write(List<ModuleReport> modules, List<String> notChecked, OutputStream out)
      throws IOException {
    String css = OwnFile.text(HtmlWriter.class, "report.css");
    List<Violation> violations =
        modules.stream().flatMap(module -> module.report().violations().stream()).toList();
    List<BlockedCall> calls =
        violations.stream().flatMap(violation -> BlockedCall.of(violation).stream()).toList();
    VerdictHeader header = new VerdictHeader(modules, notChecked);
    Html html = new Html(out);
    html.doctype().open("html", "lang", "en");
    html.open("head").empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy(css));
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", header.title()).style(css).close();
    html.open("body").element("a", "Skip to what was blocked", "class", "skip", "href", "#main");
    header.write(html);
    html.open("main", "id", "main");
    new ArtifactSection(calls).write(html);
    new EndpointSection(violations).write(html);
    new TestSection(calls).write(html);
    new RunSection(modules).write(html);
    new PolicySection(modules).write(html);
    html.close().close().close().end();
  }

  private static String policy(String css) {
    return "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
        .formatted(
            Base64.getEncoder().encodeToString(Sha256.of(css.getBytes(StandardCharsets.UTF_8))));
  }
}
