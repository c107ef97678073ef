package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a method tells when a hook is in it, and that it does what it did. */
class HookInserterTest {

  private static final int CALL = Call.TCP_CONNECT.ordinal();
  private static final int EXECUTOR = How.EXECUTOR.ordinal();
  private static final int LIBRARY = How.LIBRARY.ordinal();
  private static final String TASK = name(Task.class);

  /** Work that has a name. Public, since a changed class is in a loader of its own. */
  public record Task(String name) implements Runnable {
    @Override
    public void run() {
      if (name.equals("bad")) {
        throw new IllegalStateException("bad task");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  @BeforeEach
  void forgetCalls() {
    RecordedBridge.calls();
  }

  /** Methods as those that lead out of the JVM are. */
  private static class Connecting {

    int connect(long before, String host, double between, int port, byte[] data) {
      return port + 1;
    }

    static Object lookUp(String host) {
      return host.isEmpty() ? null : host + "!";
    }

    boolean finish(boolean made) {
      return made;
    }

    void send(int size) {
      if (size < 0) {
        throw new IllegalArgumentException("negative");
      }
    }

    String caught(String host) {
      try {
        throw new IllegalStateException(host);
      } catch (IllegalStateException e) {
        return e.getMessage();
      }
    }

    long nanos() {
      return 7;
    }

    int connect() {
      return 0;
    }

    @Override
    public String toString() {
      return "self";
    }
  }

  @Test
  void a_call_tells_its_object_its_arguments_and_its_number() throws Exception {
    ChangedClass type =
        new ChangedClass(Connecting.class, Hook.around("connect", Call.TCP_CONNECT));
    Object self = type.create();

    assertThat(type.call(self, "connect", 1L, "host", 0.5, 443, new byte[0])).isEqualTo(444);
    List<String> calls = RecordedBridge.calls();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0))
        .matches("enter " + CALL + " self \\[null, host, null, 443, \\[B@[0-9a-f]+\\]");
    assertThat(calls.get(1)).isEqualTo("exit " + CALL + " number 444");
  }

  @Test
  void all_methods_of_the_name_tell_and_no_others() throws Exception {
    ChangedClass type =
        new ChangedClass(Connecting.class, Hook.around("connect", Call.TCP_CONNECT));
    Object self = type.create();

    type.call(self, "connect");
    type.call(self, "finish", true);

    assertThat(RecordedBridge.calls())
        .containsExactly("enter " + CALL + " self []", "exit " + CALL + " number 0");
  }

  @Test
  void a_static_call_has_no_object_and_tells_the_one_that_it_returns() throws Exception {
    ChangedClass type = new ChangedClass(Connecting.class, Hook.around("lookUp", Call.TCP_CONNECT));

    assertThat(type.call(null, "lookUp", "host")).isEqualTo("host!");
    assertThat(type.call(null, "lookUp", "")).isNull();
    assertThat(RecordedBridge.calls())
        .containsExactly(
            "enter " + CALL + " null [host]",
            "exit " + CALL + " object host!",
            "enter " + CALL + " null []",
            "exit " + CALL + " object null");
  }

  @Test
  void a_truth_value_is_a_number() throws Exception {
    ChangedClass type = new ChangedClass(Connecting.class, Hook.around("finish", Call.TCP_CONNECT));
    Object self = type.create();

    assertThat(type.call(self, "finish", true)).isEqualTo(true);
    assertThat(type.call(self, "finish", false)).isEqualTo(false);
    assertThat(RecordedBridge.calls())
        .containsExactly(
            "enter " + CALL + " self [null]",
            "exit " + CALL + " number 1",
            "enter " + CALL + " self [null]",
            "exit " + CALL + " number 0");
  }

  @Test
  void nothing_and_wide_numbers_end_with_nothing() throws Exception {
    ChangedClass type =
        new ChangedClass(
            Connecting.class,
            Hook.around("send", Call.TCP_CONNECT),
            Hook.around("nanos", Call.TCP_CONNECT));
    Object self = type.create();

    type.call(self, "send", 1);
    assertThat(type.call(self, "nanos")).isEqualTo(7L);
    assertThat(RecordedBridge.calls())
        .containsExactly(
            "enter " + CALL + " self [1]",
            "exit " + CALL + " object null",
            "enter " + CALL + " self []",
            "exit " + CALL + " object null");
  }

  @Test
  void what_is_thrown_is_told_and_thrown() throws Exception {
    ChangedClass type = new ChangedClass(Connecting.class, Hook.around("send", Call.TCP_CONNECT));
    Object self = type.create();

    assertThatThrownBy(() -> type.call(self, "send", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("negative");
    assertThat(RecordedBridge.calls())
        .containsExactly("enter " + CALL + " self [-1]", "fail " + CALL + " negative");
  }

  @Test
  void what_the_method_itself_catches_is_not_told() throws Exception {
    ChangedClass type = new ChangedClass(Connecting.class, Hook.around("caught", Call.TCP_CONNECT));
    Object self = type.create();

    assertThat(type.call(self, "caught", "own")).isEqualTo("own");
    assertThat(RecordedBridge.calls())
        .containsExactly("enter " + CALL + " self [own]", "exit " + CALL + " object own");
  }

  @Test
  void of_a_call_that_only_tells_of_failures_nothing_else_is_told() throws Exception {
    ChangedClass type =
        new ChangedClass(
            Connecting.class, Hook.fails("send", Call.FILE), Hook.fails("lookUp", Call.FILE));
    Object self = type.create();

    type.call(self, "send", 1);
    assertThat(RecordedBridge.calls()).isEmpty();

    assertThatThrownBy(() -> type.call(self, "send", -1)).hasMessage("negative");
    assertThat(type.call(null, "lookUp", "host")).isEqualTo("host!");
    assertThat(RecordedBridge.calls())
        .containsExactly(
            "fail " + Call.FILE.ordinal() + " negative",
            "exit " + Call.FILE.ordinal() + " object host!");
  }

  /** Methods that hand work on, run it, or both. */
  private static class Working {

    private final Queue<Task> tasks = new ArrayDeque<>();

    Working(boolean bad) {
      if (bad) {
        throw new IllegalStateException("bad");
      }
    }

    void execute(long wide, Task task) {
      tasks.add(task);
    }

    void execute(String other) {
      tasks.clear();
    }

    static void submit(Task task) {
      task.run();
    }

    void runOne(Task task) {
      task.run();
    }

    void loop() {
      for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    Task poll() {
      return tasks.poll();
    }

    @Override
    public String toString() {
      return "worker";
    }
  }

  @Test
  void a_task_is_submitted_before_the_method_does_anything() throws Exception {
    ChangedClass type =
        new ChangedClass(
            Working.class,
            Hook.submits("execute", TASK, How.EXECUTOR),
            Hook.submits("submit", TASK, How.LIBRARY));
    Object self = type.create(false);

    type.call(self, "execute", 1L, new Task("one"));
    type.call(self, "execute", "other");
    type.call(null, "submit", new Task("two"));

    assertThat(RecordedBridge.calls())
        .containsExactly("submit " + EXECUTOR + " worker one", "submit " + LIBRARY + " null two");
  }

  @Test
  void an_object_that_is_a_task_itself_is_submitted_when_it_is_made() throws Exception {
    ChangedClass type = new ChangedClass(Working.class, Hook.submitsItself("<init>", How.LIBRARY));

    type.create(false);
    assertThat(RecordedBridge.calls()).containsExactly("submit " + LIBRARY + " worker worker");

    assertThatThrownBy(() -> type.create(true)).hasRootCauseMessage("bad");
    assertThat(RecordedBridge.calls()).isEmpty();
  }

  @Test
  void a_task_begins_and_ends_also_when_it_fails() throws Exception {
    ChangedClass type =
        new ChangedClass(Working.class, Hook.runs("runOne", TASK), Hook.runsItself("poll"));
    Object self = type.create(false);

    type.call(self, "runOne", new Task("one"));
    assertThatThrownBy(() -> type.call(self, "runOne", new Task("bad"))).hasMessage("bad task");
    type.call(self, "poll");

    assertThat(RecordedBridge.calls())
        .containsExactly("begin one", "end", "begin bad", "end", "begin worker", "end");
  }

  @Test
  void a_loop_takes_each_task_before_it_runs_and_none_after() throws Exception {
    ChangedClass type = new ChangedClass(Working.class, Hook.takes("loop", TASK));
    Object self = type.create(false);
    type.call(self, "execute", 1L, new Task("one"));
    type.call(self, "execute", 1L, new Task("two"));

    type.call(self, "loop");

    assertThat(RecordedBridge.calls())
        .containsExactly("take one", "take null", "take two", "take null");
  }

  @Test
  void a_loop_takes_what_a_method_returns_to_it() throws Exception {
    ChangedClass type = new ChangedClass(Working.class, Hook.returns("poll"));
    Object self = type.create(false);
    type.call(self, "execute", 1L, new Task("one"));

    assertThat(type.call(self, "poll")).hasToString("one");
    assertThat(type.call(self, "poll")).isNull();

    assertThat(RecordedBridge.calls()).containsExactly("take one", "take null");
  }

  @Test
  void a_librarys_task_is_known_where_its_package_was_moved() throws Exception {
    // As if the library's own package were the last part of the tests'.
    String moved = TASK.substring(TASK.indexOf('/') + 1);
    ChangedClass type = new ChangedClass(Working.class, Hook.runs("runOne", moved));
    Object self = type.create(false);

    type.call(self, "runOne", new Task("one"));

    assertThat(RecordedBridge.calls()).containsExactly("begin one", "end");
  }

  @Test
  void a_class_whose_name_only_ends_alike_is_another() throws Exception {
    String alike = TASK.substring(TASK.indexOf('/') + 2);
    ChangedClass type = new ChangedClass(Working.class, Hook.runs("runOne", alike));
    Object self = type.create(false);

    type.call(self, "runOne", new Task("one"));

    assertThat(RecordedBridge.calls()).isEmpty();
  }

  /** Public for the same reason. */
  public interface Promising {
    Object promise();
  }

  /** Has a method that only the compiler wrote, which calls the other. */
  private static final class Bridged implements Promising {

    @Override
    public String promise() {
      return "kept";
    }

    @Override
    public String toString() {
      return "bridged";
    }
  }

  @Test
  void a_method_of_the_compilers_does_not_tell_a_second_time() throws Exception {
    ChangedClass type = new ChangedClass(Bridged.class, Hook.around("promise", Call.TCP_CONNECT));

    Object self = type.create();

    assertThat(((Promising) self).promise()).isEqualTo("kept");
    assertThat(RecordedBridge.calls())
        .containsExactly("enter " + CALL + " bridged []", "exit " + CALL + " object kept");
  }
}
