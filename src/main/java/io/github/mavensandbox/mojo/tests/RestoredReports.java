package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.mojo.runners.BuildCache;
import io.github.mavensandbox.mojo.runners.BuildPlan;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folders whose test reports a build cache has restored: their tests did not run. */
public record RestoredReports(BuildPlan plan, BuildCache cache, ReportDirectories directories) {

  /** Returns the folders that only skipped executions report to. */
  public Set<Path> folders() {
    Set<Path> folders = new LinkedHashSet<>(folders(cache::hasSkipped));
    folders.removeAll(folders(Predicate.not(cache::hasSkipped)));
    return folders;
  }

  private Set<Path> folders(Predicate<Step> which) {
    Set<Path> folders = new LinkedHashSet<>();
    tests()
        .filter(which)
        .map(step -> directories.of(step.execution()).toAbsolutePath().normalize())
        .forEach(folders::add);
    return folders;
  }

  private Stream<Step> tests() {
    return plan.steps().stream().filter(step -> SurefireSetup.runsTests(step.execution()));
  }
}
