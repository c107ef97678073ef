package io.github.mavensandbox.agent;

/** What is put into the methods of one name. */
final class Hook {

  /** What a hook does. */
  enum Kind {
    /** Tells when a call begins and how it ends. */
    AROUND,
    /** Reports the exception with which a call ends, thrown or returned; other calls are not. */
    FAILS,
    /** Tells that a task is submitted: an argument, or the object itself. */
    SUBMITS,
    /** Tells when a task begins and ends: an argument, or the object itself. */
    RUNS,
    /** Tells the same where a loop calls {@code run()} of one task after the other. */
    TAKES,
    /** Tells the same where a loop gets one task after the other by calling the method. */
    RETURNS
  }

  private final Kind kind;
  private final String method;
  private final int number;
  private final String task;

  private Hook(Kind kind, String method, int number, String task) {
    this.kind = kind;
    this.method = method;
    this.number = number;
    this.task = task;
  }

  static Hook around(String method, Call call) {
    return new Hook(Kind.AROUND, method, call.ordinal(), null);
  }

  static Hook fails(String method, Call call) {
    return new Hook(Kind.FAILS, method, call.ordinal(), null);
  }

  static Hook submits(String method, String task, How how) {
    return new Hook(Kind.SUBMITS, method, how.ordinal(), task);
  }

  static Hook submitsItself(String method, How how) {
    return new Hook(Kind.SUBMITS, method, how.ordinal(), null);
  }

  static Hook runs(String method, String task) {
    return new Hook(Kind.RUNS, method, 0, task);
  }

  static Hook runsItself(String method) {
    return new Hook(Kind.RUNS, method, 0, null);
  }

  static Hook returns(String method) {
    return new Hook(Kind.RETURNS, method, 0, null);
  }

  static Hook takes(String method, String task) {
    return new Hook(Kind.TAKES, method, 0, task);
  }

  Kind kind() {
    return kind;
  }

  String method() {
    return method;
  }

  /** The ordinal of its {@link Call} or {@link How}. */
  int number() {
    return number;
  }

  /**
   * The internal name of the task's class as it is declared, or null if the object itself is the
   * task.
   */
  String task() {
    return task;
  }
}
