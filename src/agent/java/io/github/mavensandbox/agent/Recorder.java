package io.github.mavensandbox.agent;

import java.net.InetAddress;
import java.nio.channels.ClosedChannelException;

/**
 * What the changed methods tell becomes attempts here. What the agent's own work tells is left out.
 */
final class Recorder extends SandboxBridge {

  private static final String NOTHING_TRIED = "";

  private final ThreadLocal<ThreadState> states = new ThreadLocal<ThreadState>();
  private final Submitters submitters;
  private final AttemptWriter writer;
  private final MissingFiles missing;

  Recorder(AttemptFile file, StackReader stacks) {
    this.submitters = new Submitters(stacks);
    this.writer = new AttemptWriter(file, stacks);
    this.missing = new MissingFiles(file);
  }

  private ThreadState state() {
    ThreadState state = states.get();
    if (state == null) {
      state = new ThreadState(submitters.of(Thread.currentThread()));
      states.set(state);
    }
    return state;
  }

  @Override
  protected void entered(int number, Object self, Object[] arguments) {
    ThreadState state = state();
    if (state.busy) {
      return;
    }
    state.busy = true;
    try {
      Call call = Call.of(number);
      Attempt outer = state.attempt;
      if (outer != null && call.isPartOf(outer.call())) {
        outer.nested++;
      } else {
        state.attempt = new Attempt(call, Endpoint.of(call, self, arguments), outer);
      }
    } finally {
      state.busy = false;
    }
  }

  @Override
  protected void exited(int number, int result) {
    Call call = Call.of(number);
    ended(call, call.isPending(result) ? "pending" : "ok", null);
  }

  @Override
  protected void exited(int number, Object result) {
    Call call = Call.of(number);
    if (call == Call.FILE) {
      missing(result);
      return;
    }
    InetAddress[] addresses = result instanceof InetAddress[] ? (InetAddress[]) result : null;
    ended(call, call.isLater() ? "pending" : "ok", addresses);
  }

  @Override
  protected void failed(int number, Throwable failure) {
    if (Call.of(number) == Call.FILE) {
      missing(failure);
      return;
    }
    if (failure.getClass() == ClosedChannelException.class) {
      ended(
          Call.of(number),
          NOTHING_TRIED,
          null); // it was closed before, which the JDK's HTTP client runs into
      return;
    }
    String message = failure.getMessage();
    String type = failure.getClass().getName();
    ended(Call.of(number), message == null ? type : type + ": " + message, null);
  }

  private void missing(Object told) {
    ThreadState state = state();
    if (!state.busy) {
      state.busy = true;
      try {
        missing.add(told);
      } finally {
        state.busy = false;
      }
    }
  }

  private void ended(Call call, String outcome, InetAddress[] addresses) {
    ThreadState state = state();
    Attempt attempt = state.attempt;
    if (state.busy || attempt == null || !call.isPartOf(attempt.call())) {
      return;
    }
    if (attempt.nested > 0) {
      attempt.nested--;
      return;
    }
    state.attempt = attempt.outer();
    if (outcome.equals(NOTHING_TRIED) || attempt.endpoint() == null) {
      return;
    }
    state.busy = true;
    try {
      writer.write(attempt, outcome, addresses, state);
    } finally {
      state.busy = false;
    }
  }

  @Override
  protected void submitted(int number, Object executor, Object task) {
    How how = How.of(number);
    if (task == null || Submitters.isMachinery(how, executor, task)) {
      return;
    }
    ThreadState state = state();
    if (state.busy) {
      return;
    }
    state.busy = true;
    try {
      submitters.submitted(how, task, state);
    } finally {
      state.busy = false;
    }
  }

  @Override
  protected void begun(Object task) {
    state().begin(submitters.take(task));
  }

  @Override
  protected void ended() {
    state().end();
  }

  @Override
  protected void taken(Object task) {
    state().take(task == null ? null : submitters.take(task));
  }
}
