package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.mojo.runners.BuildCache;
import io.github.mavensandbox.mojo.runners.BuildPlan;
import io.github.mavensandbox.mojo.runners.BuildPlan.Position;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import io.github.mavensandbox.mojo.runners.ExecutionName;
import io.github.mavensandbox.mojo.runners.Outside;
import io.github.mavensandbox.mojo.runners.OutsideTests;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * The plugins that will run tests without Surefire and Failsafe, and what comes after {@code
 * check}, as {@code prepare} sees them.
 */
public final class RunnersAhead {

  private final MavenSession session;
  private final MavenProject project;
  private final OutsideTests outside;
  private final List<MojoExecution> scalaTests;
  private final AfterCheck afterCheck;

  /**
   * Looks through a plan.
   *
   * @param prepare the execution that asks
   */
  public RunnersAhead(
      MavenSession session,
      MavenProject project,
      MojoExecution prepare,
      BuildPlan plan,
      Outside accepted) {
    this.session = session;
    this.project = project;
    outside =
        new OutsideTests(
            session,
            project,
            plan,
            BuildCache.of(project, getClass().getClassLoader()),
            accepted,
            RunnersAhead::canBeInside);
    scalaTests =
        plan.steps().stream()
            .filter(RunnersAhead::canBeInside)
            .filter(outside::runsTests)
            .map(Step::execution)
            .filter(execution -> !accepted.has(ExecutionName.of(execution)))
            .toList();
    afterCheck =
        new AfterCheck(
            session,
            project,
            prepare,
            plan,
            accepted,
            step -> scalaTests.contains(step.execution()));
  }

  private static boolean canBeInside(Step step) {
    return step.position() == Position.AFTER && ScalaTest.canBeInside(step.execution());
  }

  /** Whether any of them runs tests in the sandbox. */
  public boolean enterSandbox() {
    return !scalaTests.isEmpty();
  }

  /**
   * Warns about those that run tests outside, and about what comes after {@code check}, which fails
   * the build for both.
   */
  public void announce(Log log) {
    outside.problems().forEach(log::warn);
    afterCheck.problems().forEach(log::warn);
    for (MojoExecution execution : scalaTests) {
      new ScalaTest(session, project, execution)
          .otherReports()
          .ifPresent(
              reports ->
                  log.info(
                      "%s writes its reports to %s, because no file that tests write is taken into its <reportsDirectory>"
                          .formatted(ExecutionName.of(execution), reports)));
    }
  }
}
