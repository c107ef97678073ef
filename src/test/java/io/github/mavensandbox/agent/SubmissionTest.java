package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chain of those on whose behalf work is done. */
class SubmissionTest {

  private static Stack stack(String name) {
    Stack stack =
        new Stack(
            new ClassInfo[] {new ClassInfo(name, null, false, null)},
            new String[] {"run"},
            new int[] {0},
            false,
            index -> 7);
    stack.resolve();
    return stack;
  }

  /** The names of the classes in the chain's stacks, nearest first. */
  private static List<String> chain(Submission submission) {
    List<String> names = new ArrayList<>();
    for (Submission next = submission; next != null; next = next.parent()) {
      names.add(next.stack().type(0).name());
    }
    return names;
  }

  private static Submission chainOf(int length) {
    Submission submission = null;
    for (int i = 1; i <= length; i++) {
      submission = Submission.of(How.EXECUTOR, stack("Of" + i), submission);
    }
    return submission;
  }

  @Test
  void each_is_on_behalf_of_the_one_before() {
    assertThat(chain(chainOf(3))).containsExactly("Of3", "Of2", "Of1");
  }

  @Test
  void of_a_long_chain_the_nearest_stay_and_the_one_where_it_began() {
    assertThat(chain(chainOf(8)))
        .containsExactly("Of8", "Of7", "Of6", "Of5", "Of4", "Of3", "Of2", "Of1");
    assertThat(chain(chainOf(9)))
        .containsExactly("Of9", "Of8", "Of7", "Of6", "Of5", "Of4", "Of3", "Of1");
    assertThat(chain(chainOf(1_000)))
        .containsExactly("Of1000", "Of999", "Of998", "Of997", "Of996", "Of995", "Of994", "Of1");
  }

  @Test
  void a_task_that_submits_itself_again_does_not_lengthen_it() {
    Stack stack = stack("Poller");
    Submission first = Submission.of(How.TIMER, stack, null);

    assertThat(Submission.of(How.TIMER, stack, first)).isSameAs(first);
    assertThat(Submission.of(How.EXECUTOR, stack, first)).isNotSameAs(first);
  }

  @Test
  void two_are_equal_when_their_whole_chains_are() {
    assertThat(stack("Of1")).isNotEqualTo(stack("Of1")); // of another class of that name
    Stack one = stack("One");
    Stack two = stack("Two");
    Submission parent = Submission.of(How.THREAD, one, null);

    assertThat(Submission.of(How.EXECUTOR, two, parent))
        .isEqualTo(Submission.of(How.EXECUTOR, two, Submission.of(How.THREAD, one, null)))
        .hasSameHashCodeAs(Submission.of(How.EXECUTOR, two, parent))
        .isNotEqualTo(Submission.of(How.EXECUTOR, two, null))
        .isNotEqualTo(Submission.of(How.FORKJOIN, two, parent))
        .isNotEqualTo(Submission.of(How.EXECUTOR, null, parent));
  }

  @Test
  void only_a_task_of_an_executor_or_a_fork_runs_once() {
    List<How> once = new ArrayList<>();
    for (How how : How.values()) {
      if (Submission.of(how, null, null).isOnce()) {
        once.add(how);
      }
    }

    assertThat(once).containsExactly(How.EXECUTOR, How.FORKJOIN);
  }

  @Test
  void it_is_written_with_its_stack_and_says_whether_frames_are_missing() {
    JsonLine line = new JsonLine().start("x").name("submitters").beginArray();

    boolean cut = Submission.of(How.SCHEDULE, stack("Of1"), null).write(line, 1);
    boolean shorter = Submission.of(How.CHANNEL, stack("Of2"), null).write(line, 0);
    boolean unknown = Submission.of(How.FORKJOIN, null, null).write(line, 0);

    assertThat(line.endArray().end())
        .isEqualTo(
            "{\"v\":1,\"type\":\"x\",\"submitters\":["
                + "{\"how\":\"executor\",\"stack\":[{\"c\":\"Of1\",\"m\":\"run\",\"l\":7}]},"
                + "{\"how\":\"channel\",\"stack\":[]},"
                + "{\"how\":\"forkjoin\",\"stack\":[]}]}\n");
    assertThat(cut).isFalse();
    assertThat(shorter).isTrue();
    assertThat(unknown).isFalse();
  }
}
