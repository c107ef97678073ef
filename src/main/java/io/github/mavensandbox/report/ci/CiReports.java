package io.github.mavensandbox.report.ci;

import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.html.VerdictHeader;
import io.github.mavensandbox.run.JsonFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Tells a CI server, in its own way. */
public record CiReports(CiEnvironment environment, PrintStream out) {

  /**
   * Tells of a module.
   *
   * @param isFailure whether violations fail the build
   * @param folder for {@code gl-code-quality-report.json}
   */
  public void write(ModuleReport module, boolean isFailure, Path folder) throws IOException {
    List<ModuleReport> only = List.of(module);
    List<Finding> findings = Findings.of(only);
    if (environment.isGitHub()) {
      new GitHubAnnotations(out).print(findings, isFailure);
    }
    if (environment.stepSummary().isPresent()) {
      new StepSummary(environment.stepSummary().get())
          .append(new VerdictHeader(only, List.of()).title(), findings);
    }
    if (environment.isGitLab()) {
      JsonFile.write(
          folder.resolve("gl-code-quality-report.json"),
          CodeQuality.of(findings),
          JsonFile.Lines.FIELDS);
    }
  }
}
