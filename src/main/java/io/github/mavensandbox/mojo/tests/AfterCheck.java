package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.mojo.project.ReactorSelection;
import io.github.mavensandbox.mojo.runners.BuildPlan;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import io.github.mavensandbox.mojo.runners.ExecutionName;
import io.github.mavensandbox.mojo.runners.Outside;
import io.github.mavensandbox.mojo.runners.Parameters;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The executions that Maven's plan has after the module's last {@code check}, and that nothing
 * judges for that reason.
 *
 * @param own the execution that asks, {@code prepare} or {@code check}
 * @param accepted executions that may run outside of the sandbox
 * @param runnersInside which executions of other plugins run tests in the sandbox
 */
public record AfterCheck(
    MavenSession session,
    MavenProject project,
    MojoExecution own,
    BuildPlan plan,
    Outside accepted,
    Predicate<Step> runnersInside) {

  /** Parameters of Surefire, Failsafe and our own goals that have them run nothing when true. */
  private static final List<String> SKIPS = List.of("skip", "skipTests", "skipITs", "skipExec");

  /** Returns a line for each execution, unless it runs outside and may. */
  public List<String> problems() {
    return steps().filter(step -> !isAccepted(step)).map(this::problem).distinct().toList();
  }

  /** Returns the executions that run outside and may. */
  public List<ExecutionName> listed() {
    return steps()
        .filter(this::isAccepted)
        .map(step -> ExecutionName.of(step.execution()))
        .distinct()
        .toList();
  }

  private String problem(Step step) {
    ExecutionName name = ExecutionName.of(step.execution());
    return isInside(step)
        ? "%s will run after the last sandbox:check of this module, so nothing judges what it tries to reach; %s"
            .formatted(name, remedy(step))
        : "%s will run outside of the sandbox, after the last sandbox:check of this module; bind sandbox:prepare before it and sandbox:check after it, or accept that with %s"
            .formatted(name, Outside.listing(name));
  }

  private String remedy(Step step) {
    MojoExecution execution = step.execution();
    if (step.forked() || execution.getLifecyclePhase() == null) {
      return "end the command line with sandbox:check";
    }
    return "bind check to a later phase, or put "
        + (isOurs(step, execution.getGoal())
            ? "<goal>check</goal> after <goal>%s</goal>".formatted(execution.getGoal())
            : "%s after %s".formatted(own.getArtifactId(), execution.getArtifactId()))
        + " in the POM";
  }

  private Stream<Step> steps() {
    List<Step> steps = plan.steps();
    int last = steps.size() - 1;
    while (last >= 0 && !works(steps.get(last), "check")) {
      last--;
    }
    return last < 0
        ? Stream.empty()
        : steps.subList(last + 1, steps.size()).stream().filter(this::hasRecord);
  }

  /** Whether an execution has a record, or would have one if it ran in the sandbox. */
  private boolean hasRecord(Step step) {
    return runsTests(step) && !isRepeated(step)
        || works(step, "test") && runsTestsAgain()
        || works(step, "run")
            && !project.getPackaging().equals("pom")
            && new ReactorSelection(session).means(project)
        || runnersInside.test(step);
  }

  /** Whether Surefire or Failsafe finds tests, or may once they have been compiled. */
  private boolean runsTests(Step step) {
    Parameters parameters = parameters(step);
    return SurefireSetup.runsTests(step.execution())
        && !skips(parameters)
        && (isDirectory(
                parameters
                    .value("testClassesDirectory")
                    .orElse(project.getBuild().getTestOutputDirectory()))
            || parameters.isFilled("dependenciesToScan")
            || hasSources());
  }

  /**
   * Whether Surefire skips an execution because one with the same configuration has run. Goals such
   * as {@code surefire-report:report} fork the life cycle, with {@code testFailureIgnore}, which
   * makes no difference to it.
   */
  private boolean isRepeated(Step step) {
    return before(step).stream()
        .anyMatch(
            earlier ->
                isSame(earlier.execution(), step.execution())
                    && runsTests(earlier)
                    && isInside(earlier) == isInside(step));
  }

  private static boolean isSame(MojoExecution one, MojoExecution other) {
    return one.getGroupId().equals(other.getGroupId())
        && one.getArtifactId().equals(other.getArtifactId())
        && one.getGoal().equals(other.getGoal())
        && compared(one).equals(compared(other));
  }

  private static Xpp3Dom compared(MojoExecution execution) {
    Xpp3Dom copy = new Xpp3Dom("configuration");
    if (execution.getConfiguration() != null) {
      Stream.of(execution.getConfiguration().getChildren())
          .filter(parameter -> !parameter.getName().equals("testFailureIgnore"))
          .forEach(parameter -> copy.addChild(new Xpp3Dom(parameter)));
    }
    return copy;
  }

  private List<Step> before(Step step) {
    return plan.steps().subList(0, plan.steps().indexOf(step));
  }

  private boolean runsTestsAgain() {
    return !new SurefireSetup(project, session).skipsTests()
        && !project.getPackaging().equals("pom")
        && (hasSources() || plan.steps().stream().anyMatch(this::runsTests));
  }

  private boolean hasSources() {
    return !project.getPackaging().equals("pom")
        && project.getTestCompileSourceRoots().stream().anyMatch(this::isDirectory);
  }

  private boolean isDirectory(String folder) {
    return Files.isDirectory(project.getBasedir().toPath().resolve(folder));
  }

  private boolean isAccepted(Step step) {
    return !isInside(step) && accepted.has(ExecutionName.of(step.execution()));
  }

  /** Whether {@code prepare} comes before an execution that needs it. */
  private boolean isInside(Step step) {
    return !SurefireSetup.runsTests(step.execution())
        || before(step).stream().anyMatch(earlier -> works(earlier, "prepare"));
  }

  /** Whether an execution is of this goal of ours, and is not skipped. */
  private boolean works(Step step, String goal) {
    return isOurs(step, goal) && !skips(parameters(step));
  }

  private boolean isOurs(Step step, String goal) {
    MojoExecution execution = step.execution();
    return execution.getGoal().equals(goal)
        && execution.getArtifactId().equals(own.getArtifactId())
        && execution.getGroupId().equals(own.getGroupId());
  }

  private static boolean skips(Parameters parameters) {
    return SKIPS.stream().anyMatch(parameters::isTrue);
  }

  private Parameters parameters(Step step) {
    return new Parameters(
        step.execution().getConfiguration(),
        new PluginParameterExpressionEvaluator(session, step.execution()));
  }
}
