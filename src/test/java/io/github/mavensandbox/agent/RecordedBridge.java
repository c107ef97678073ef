package io.github.mavensandbox.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stands for {@code java.lang.SandboxBridge}, which only an agent can define, in classes of {@link
 * ChangedClass}: writes down how it is called.
 */
public final class RecordedBridge {

  private static final List<String> CALLS = new ArrayList<>();

  private RecordedBridge() {}

  /** Returns the calls since the last time, and forgets them. */
  static List<String> calls() {
    List<String> calls = List.copyOf(CALLS);
    CALLS.clear();
    return calls;
  }

  public static void enter(int call, Object self, Object[] arguments) {
    CALLS.add("enter " + call + " " + self + " " + Arrays.toString(arguments));
  }

  public static void exit(int call, int result) {
    CALLS.add("exit " + call + " number " + result);
  }

  public static void exit(int call, Object result) {
    CALLS.add("exit " + call + " object " + result);
  }

  public static void fail(int call, Throwable failure) {
    CALLS.add("fail " + call + " " + failure.getMessage());
  }

  public static void submit(int how, Object executor, Object task) {
    CALLS.add("submit " + how + " " + executor + " " + task);
  }

  public static void begin(Object task) {
    CALLS.add("begin " + task);
  }

  public static void end() {
    CALLS.add("end");
  }

  public static void take(Object task) {
    CALLS.add("take " + task);
  }
}
