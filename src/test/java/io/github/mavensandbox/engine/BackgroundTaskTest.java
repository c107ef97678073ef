package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is begun before it is needed is done once. */
class BackgroundTaskTest {

  private final AtomicInteger times = new AtomicInteger();
  private final BackgroundTask<Integer> task = new BackgroundTask<>(times::incrementAndGet);

  @Test
  void it_is_done_once_however_often_it_is_begun_and_asked_for() throws Exception {
    task.begin("background-task-test").begin(Runnable::run);

    assertThat(task.get()).isEqualTo(1);
    assertThat(task.get()).isEqualTo(1);
  }

  @Test
  void it_is_done_here_where_nobody_has_begun() throws Exception {
    List<Thread> threads = new ArrayList<>();

    new BackgroundTask<>(() -> threads.add(Thread.currentThread())).get();

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void an_engines_failure_is_thrown_as_it_is_and_any_other_in_one() {
    EngineException failure = new EngineException("no engine");
    BackgroundTask<Object> engines =
        new BackgroundTask<>(
            () -> {
              throw failure;
            });
    BackgroundTask<Object> other =
        new BackgroundTask<>(
            () -> {
              throw new IllegalStateException("odd");
            });

    assertThatThrownBy(engines::get).isSameAs(failure);
    assertThatThrownBy(other::get)
        .isInstanceOf(EngineException.class)
        .hasMessage("java.lang.IllegalStateException: odd");
  }

  @Test
  void an_interruption_of_the_work_is_one_of_who_waits_for_it() {
    BackgroundTask<Object> interrupted =
        new BackgroundTask<>(
            () -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(interrupted::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void one_that_has_begun_cannot_be_cancelled() throws Exception {
    task.get();

    assertThat(task.cancel()).isFalse();
    assertThat(task.get()).isEqualTo(1);
  }

  @Test
  void one_that_was_cancelled_never_begins() {
    assertThat(task.cancel()).isTrue();
    assertThat(task.cancel()).isFalse();

    task.begin(Runnable::run);
    assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
    assertThat(times).hasValue(0);
  }
}
