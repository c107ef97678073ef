package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is begun before it is needed is done once. */
class AheadTest {

  private final AtomicInteger times = new AtomicInteger();
  private final Ahead<Integer> ahead = new Ahead<>(times::incrementAndGet);

  @Test
  void it_is_done_once_however_often_it_is_begun_and_asked_for() throws Exception {
    ahead.begin("ahead-test").begin(Runnable::run);

    assertThat(ahead.get()).isEqualTo(1);
    assertThat(ahead.get()).isEqualTo(1);
  }

  @Test
  void it_is_done_here_where_nobody_has_begun() throws Exception {
    List<Thread> threads = new ArrayList<>();

    new Ahead<>(() -> threads.add(Thread.currentThread())).get();

    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void an_engines_failure_is_thrown_as_it_is_and_any_other_in_one() {
    EngineException failure = new EngineException("no engine");
    Ahead<Object> engines =
        new Ahead<>(
            () -> {
              throw failure;
            });
    Ahead<Object> other =
        new Ahead<>(
            () -> {
              throw new IllegalStateException("odd");
            });

    assertThatThrownBy(engines::get).isSameAs(failure);
    assertThatThrownBy(other::get)
        .isInstanceOf(EngineException.class)
        .hasMessage("java.lang.IllegalStateException: odd");
  }

  @Test
  void an_interruption_of_the_work_is_one_of_whoever_asks() {
    InterruptedException interruption = new InterruptedException();
    Ahead<Object> interrupted =
        new Ahead<>(
            () -> {
              throw interruption;
            });

    assertThatThrownBy(interrupted::get).isSameAs(interruption);
  }

  @Test
  void one_that_has_begun_cannot_be_cancelled() throws Exception {
    ahead.get();

    assertThat(ahead.cancel()).isFalse();
    assertThat(ahead.get()).isEqualTo(1);
  }

  @Test
  void one_that_was_cancelled_never_begins() {
    assertThat(ahead.cancel()).isTrue();
    assertThat(ahead.cancel()).isFalse();

    ahead.begin(Runnable::run);
    assertThatThrownBy(ahead::get).isInstanceOf(CancellationException.class);
    assertThat(times).hasValue(0);
  }
}
