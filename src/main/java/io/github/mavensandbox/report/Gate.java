package io.github.mavensandbox.report;

import io.github.mavensandbox.attribution.Explainer;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Policy;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.RunDescription;
import io.github.mavensandbox.run.RunFolders;
import io.github.mavensandbox.run.WallClock;
import io.github.mavensandbox.text.PlainText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Collects what a build's sandboxed runs left behind, and judges it.
 *
 * @param explainer tells who called
 */
public record Gate(RunFolders folders, BuildSession session, Explainer explainer) {

  /**
   * The report of all runs of the build.
   *
   * @param policy that the project has configured
   * @param tests where tests of the build leave reports; one that no run accounts for is a problem
   * @param more problems that are already known
   */
  public Report report(
      Policy policy, Expectations expectations, TestReports tests, List<String> more)
      throws IOException {
    RunFolders.Found found = folders.of(session);
    RunReader reader = new RunReader(folders, expectations, policy.file(), explainer);
    List<Run> runs = new ArrayList<>();
    for (RunDescription run : found.runs()) {
      runs.add(reader.read(run));
    }
    List<String> problems = new ArrayList<>(found.problems());
    problems.addAll(more);
    // Another build of the project at the same time writes its reports to the same place.
    List<RunDescription> all =
        Stream.concat(found.runs().stream(), found.others().stream()).toList();
    Optional<Duration> setBack = WallClock.setBack();
    List<Path> outside =
        tests.writtenOutside(all, session.start().minus(setBack.orElse(Duration.ZERO)));
    if (!outside.isEmpty()) {
      problems.add(
          setBack.map(duration -> undecided(outside, duration)).orElseGet(() -> outside(outside)));
    }
    return Report.of(policy, expectations, runs, problems);
  }

  private static String outside(List<Path> reports) {
    return "tests ran outside of the sandbox: %s was written in this build, but by no sandboxed run; bind sandbox:prepare to the build (its phase is process-test-classes), and let no tests run before it"
        .formatted(named(reports));
  }

  private static String undecided(List<Path> reports, Duration setBack) {
    return "the machine's clock was set back by %d s since Maven began, so it cannot be told whether tests ran outside of the sandbox: %s may have been written in this build; delete it ('mvn clean' does) and build again"
        .formatted(setBack.toSeconds(), named(reports));
  }

  private static String named(List<Path> reports) {
    Path first = reports.get(0);
    Path shown = first.subpath(first.getNameCount() - 2, first.getNameCount());
    return "%s%s"
        .formatted(
            PlainText.of(shown.toString()),
            reports.size() > 1 ? " (and %d more)".formatted(reports.size() - 1) : "");
  }
}
