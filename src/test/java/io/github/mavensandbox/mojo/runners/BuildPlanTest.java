package io.github.mavensandbox.mojo.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.mavensandbox.mojo.runners.BuildPlan.Position;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;

/** What comes before an execution in Maven's plan, and what after. */
class BuildPlanTest {

  private final MojoExecution check = Planned.execution("ours:check@default", "verify", "");
  private final MojoExecution before = Planned.execution("a:test@default", "test", "");
  private final MojoExecution after = Planned.execution("b:test@default-cli", "", "");

  @Test
  void the_own_execution_divides_the_plan() {
    BuildPlan plan =
        BuildPlan.of(
            List.of(before, check, after), Planned.execution("ours:check@default", "", ""));

    assertThat(plan.steps())
        .extracting(BuildPlan.Step::execution, BuildPlan.Step::position)
        .containsExactly(
            tuple(before, Position.BEFORE),
            tuple(check, Position.HERE),
            tuple(after, Position.AFTER));
  }

  @Test
  void where_it_is_not_in_the_plan_nothing_is_known() {
    BuildPlan plan = BuildPlan.of(List.of(before, after), check);

    assertThat(plan.steps())
        .extracting(BuildPlan.Step::position)
        .containsExactly(Position.UNKNOWN, Position.UNKNOWN);
  }

  @Test
  void what_a_goal_brings_along_stands_where_that_does() {
    MojoExecution inner = Planned.execution("c:test@default", "test", "");
    after.setForkedExecutions("g:a:1", List.of(inner));

    BuildPlan plan = BuildPlan.of(List.of(check, after), check);

    assertThat(plan.steps())
        .extracting(BuildPlan.Step::execution, BuildPlan.Step::position, BuildPlan.Step::forked)
        .containsExactly(
            tuple(check, Position.HERE, false),
            tuple(inner, Position.AFTER, true),
            tuple(after, Position.AFTER, false));
  }
}
