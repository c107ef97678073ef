package io.github.mavensandbox.mojo.runners;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/**
 * All executions that Maven has planned for the current project in this build, including goals of
 * the command line.
 *
 * @param steps in Maven's order
 */
public record BuildPlan(List<Step> steps) {

  /** Where an execution stands relative to the one that asks. */
  public enum Position {
    BEFORE,
    AFTER,

    /** It is the execution that asks. */
    HERE,

    /** The execution that asks is not in the plan. */
    UNKNOWN
  }

  /**
   * An execution.
   *
   * @param forked whether another execution runs it first, in a life cycle of its own
   */
  public record Step(MojoExecution execution, Position position, boolean forked) {}

  public BuildPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Asks Maven for its plan.
   *
   * @param own the execution that asks
   */
  public static BuildPlan of(
      LifecycleExecutor lifecycle, MavenSession session, MavenProject project, MojoExecution own)
      throws MojoExecutionException {
    try {
      String[] tasks = tasks(session, project).toArray(String[]::new);
      return of(lifecycle.calculateExecutionPlan(session, tasks).getMojoExecutions(), own);
    } catch (Exception e) {
      throw new MojoExecutionException(
          "Maven cannot calculate the plan of this build, which says what runs tests outside of the sandbox: "
              + e,
          e);
    }
  }

  static BuildPlan of(List<MojoExecution> executions, MojoExecution own) {
    int place = executions.stream().map(BuildPlan::key).toList().indexOf(key(own));
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < executions.size(); i++) {
      add(executions.get(i), position(i, place), false, steps);
    }
    return new BuildPlan(steps);
  }

  private static Position position(int index, int own) {
    if (own < 0) {
      return Position.UNKNOWN;
    }
    if (index == own) {
      return Position.HERE;
    }
    return index < own ? Position.BEFORE : Position.AFTER;
  }

  private static void add(
      MojoExecution execution, Position position, boolean forked, List<Step> steps) {
    execution
        .getForkedExecutions()
        .values()
        .forEach(more -> more.forEach(inner -> add(inner, position, true, steps)));
    steps.add(new Step(execution, position, forked));
  }

  private static String key(MojoExecution execution) {
    return execution.getGroupId() + ":" + ExecutionName.of(execution);
  }

  /** Without goals, Maven takes the project's default. */
  private static List<String> tasks(MavenSession session, MavenProject project) {
    return session.getGoals().isEmpty()
        ? Optional.ofNullable(session.getTopLevelProject())
            .or(() -> Optional.of(project))
            .map(MavenProject::getDefaultGoal)
            .map(goals -> List.of(goals.strip().split("\\s+")))
            .orElse(List.of())
        : session.getGoals();
  }
}
