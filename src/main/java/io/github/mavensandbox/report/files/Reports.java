package io.github.mavensandbox.report.files;

import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.ReportJson;
import io.github.mavensandbox.report.ci.CiEnvironment;
import io.github.mavensandbox.report.ci.CiReports;
import io.github.mavensandbox.report.ci.JUnitWriter;
import io.github.mavensandbox.report.ci.Sarif;
import io.github.mavensandbox.report.html.HtmlWriter;
import io.github.mavensandbox.run.JsonFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Writes the files that a module's report is told in. */
public final class Reports {

  private final Path folder;
  private final CiReports server;

  /**
   * Writes nothing yet.
   *
   * @param folder for the files, {@code target/sandbox}; made when it is not there
   * @param environment tells which CI server, if any, is to be told in its own way
   * @param out which such a server reads
   */
  public Reports(Path folder, CiEnvironment environment, PrintStream out) {
    this.folder = folder;
    this.server = new CiReports(environment, out);
  }

  /** The one for people. */
  public Path page() {
    return folder.resolve("report.html");
  }

  /** The configured policy with rules for what it does not allow, to paste into a POM. */
  public Path policy() {
    return folder.resolve("policy.xml");
  }

  /**
   * Writes {@code report.json}, {@code report.html}, {@code report.sarif} and {@code policy.xml},
   * and tells a CI server.
   *
   * @param isFailure whether violations fail the build
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void write(ModuleReport module, boolean isFailure) throws IOException {
    JsonFile.write(
        folder.resolve("report.json"), ReportJson.of(module.report()), JsonFile.Lines.ALL);
    new HtmlWriter().write(List.of(module), List.of(), page());
    JsonFile.write(
        folder.resolve("report.sarif"), Sarif.of(List.of(module)), JsonFile.Lines.FIELDS);
    PolicyXml.write(module.report(), policy());
    server.write(module, isFailure, folder);
  }

  /**
   * Writes {@code TEST-sandbox.xml}, for CI servers that show test results.
   *
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public void writeJUnit(Report report) throws IOException {
    new JUnitWriter().write(report, folder.resolve("TEST-sandbox.xml"));
  }
}
