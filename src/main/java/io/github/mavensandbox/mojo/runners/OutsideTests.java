package io.github.mavensandbox.mojo.runners;

import io.github.mavensandbox.mojo.runners.BuildPlan.Position;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.project.MavenProject;

/** The executions of a build that run tests outside of the sandbox. */
public final class OutsideTests {

  private final MavenSession session;
  private final MavenProject project;
  private final Outside outside;
  private final Set<ExecutionName> planned;
  private final Map<ExecutionName, Found> found = new LinkedHashMap<>();

  private record Found(Runner runner, Position position) {}

  /**
   * Looks through a plan.
   *
   * @param inside which executions run in the sandbox
   */
  public OutsideTests(
      MavenSession session,
      MavenProject project,
      BuildPlan plan,
      BuildCache cache,
      Outside outside,
      Predicate<Step> inside) {
    this.session = session;
    this.project = project;
    this.outside = outside;
    planned =
        plan.steps().stream()
            .map(step -> ExecutionName.of(step.execution()))
            .collect(Collectors.toSet());
    for (Step step : plan.steps()) {
      runner(step)
          .filter(runner -> !inside.test(step) && !cache.hasSkipped(step))
          .ifPresent(
              runner ->
                  found.putIfAbsent(
                      ExecutionName.of(step.execution()), new Found(runner, step.position())));
    }
  }

  /** Whether an execution runs tests, inside or outside. */
  public boolean runsTests(Step step) {
    return runner(step).isPresent();
  }

  private Optional<Runner> runner(Step step) {
    return Runner.of(step.execution())
        .filter(
            runner ->
                runner.runsTests(
                    new Parameters(
                        step.execution().getConfiguration(),
                        new PluginParameterExpressionEvaluator(session, step.execution())),
                    TestClasses.of(project)));
  }

  /** Returns a line for each execution that is not listed. */
  public List<String> problems() {
    return found.entrySet().stream()
        .filter(entry -> !outside.has(entry.getKey()))
        .map(entry -> problem(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static String problem(ExecutionName name, Found found) {
    String ran =
        switch (found.position()) {
          case BEFORE -> "ran";
          case AFTER -> "will run";
          case HERE, UNKNOWN -> "runs";
        };
    return "%s, a test runner, %s outside of the sandbox; %s, or accept that with %s"
        .formatted(name, ran, found.runner().remedy(), Outside.listing(name));
  }

  /** Returns the executions that are listed. */
  public List<ExecutionName> listed() {
    return found.keySet().stream().filter(outside::has).toList();
  }

  /** Returns a line for each name in the list that no execution has. */
  public List<String> remarks() {
    return outside.names().stream()
        .filter(name -> !isKnown(name))
        .map(
            name ->
                "<outside>: this build has no execution %s; test runners outside of the sandbox: %s"
                    .formatted(name, found.isEmpty() ? "none" : join(found.keySet())))
        .toList();
  }

  private static String join(Set<ExecutionName> names) {
    return names.stream().map(ExecutionName::toString).collect(Collectors.joining(", "));
  }

  /** Whether any module has it, since a parent's list is for all, or it may be typed one day. */
  private boolean isKnown(ExecutionName name) {
    return planned.contains(name)
        || name.id().equals("default-cli") && Runner.of(name.artifactId(), name.goal()).isPresent()
        || session.getProjects().stream()
            .flatMap(module -> module.getBuildPlugins().stream())
            .anyMatch(plugin -> has(plugin, name));
  }

  private static boolean has(Plugin plugin, ExecutionName name) {
    return plugin.getArtifactId().equals(name.artifactId())
        && plugin.getExecutions().stream()
            .anyMatch(
                execution ->
                    execution.getId().equals(name.id())
                        && execution.getGoals().contains(name.goal()));
  }
}
