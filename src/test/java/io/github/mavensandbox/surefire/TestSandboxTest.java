package io.github.mavensandbox.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A module's executions and their forks, in jails that are none; Surefire is this test. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class TestSandboxTest {

  /** A client that says the fork's name and ends when its input does. */
  private static final List<String> CLIENT =
      List.of("/bin/sh", "-c", "echo \"$0\"; cat >/dev/null");

  @TempDir private Path folder;
  private final ExecutorService executor = Executors.newCachedThreadPool();

  /** How many more there can be. */
  private final AtomicInteger threads = new AtomicInteger(Integer.MAX_VALUE);

  private final List<FakeJail> jails = new ArrayList<>();
  private FakeJail next = new FakeJail();
  private boolean locksAhead = true;
  private boolean closed;
  private TestSandbox sandbox;

  private final class Kind implements JailKind {

    @Override
    public Jail newJail() {
      FakeJail made = next;
      next = new FakeJail();
      jails.add(made);
      return made;
    }

    @Override
    public boolean locksAhead() {
      return locksAhead;
    }

    @Override
    public String release() {
      return "JAVA_VERSION=\"17\"\n";
    }

    @Override
    public List<String> client() {
      return CLIENT;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @BeforeEach
  void make() {
    sandbox =
        new TestSandbox(new Kind(), Duration.ofMinutes(1), folder.resolve("jvm"), this::execute);
  }

  private void execute(Runnable work) {
    if (threads.getAndDecrement() <= 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    executor.execute(work);
  }

  private FakeJail jail() {
    return jails.get(jails.size() - 1);
  }

  @AfterEach
  void close() throws Exception {
    sandbox.close();
    executor.shutdownNow();
  }

  /** The first execution of a sandbox that is ready. */
  private Execution begun() throws Exception {
    return begun(() -> {});
  }

  private Execution begun(Execution.Use use) throws Exception {
    sandbox.prepare();
    return begin(use);
  }

  private Execution begin() throws Exception {
    return begin(() -> {});
  }

  private Execution begin(Execution.Use use) throws Exception {
    return sandbox.begin(
        new Execution.Plan(Set.of(), List.of(Path.of("/m2/a.jar")), use, folder.resolve("runs")));
  }

  /** Surefire's end of a fork. */
  private record Client(Process process) {

    String line() throws IOException {
      return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    int end() throws IOException, InterruptedException {
      process.getOutputStream().close();
      return process.waitFor();
    }
  }

  private Client java() throws IOException {
    return new Client(
        new ProcessBuilder(sandbox.java().toString()).redirectErrorStream(true).start());
  }

  @Test
  void a_network_is_locked_before_an_execution_begins_and_libraries_are_announced()
      throws Exception {
    begun();

    assertThat(jails).hasSize(1);
    assertThat(jail().calls).containsExactly("lock", "lock", "expect [/m2/a.jar]");
  }

  @Test
  void none_is_locked_ahead_where_the_machine_has_something_only_once() throws Exception {
    locksAhead = false;
    begun();

    assertThat(jail().calls).isEmpty();
  }

  @Test
  void a_fork_is_ended_and_taken_before_the_record_is_closed_and_the_jail_goes_last()
      throws Exception {
    Execution execution = begun();
    Client client = java();

    assertThat(client.line()).isEqualTo("fork-1");
    assertThat(client.end()).isZero();
    TestRun run = execution.end(InputStream::readAllBytes);

    assertThat(run).isEqualTo(new TestRun(true, 1, List.of(), List.of()));
    List<String> calls = List.copyOf(jail().calls);
    assertThat(calls).contains("take fork-1", "remove fork-1");
    assertThat(calls.indexOf("kill fork-1")).isLessThan(calls.indexOf("end"));
    assertThat(calls).endsWith("remove");
  }

  @Test
  void two_forks_at_a_time_have_a_file_of_attempts_each() throws Exception {
    Execution execution = begun();
    Client first = java();
    Client second = java();

    assertThat(List.of(first.line(), second.line())).containsExactlyInAnyOrder("fork-1", "fork-2");
    first.end();
    second.end();

    assertThat(execution.end(InputStream::readAllBytes).forks()).isEqualTo(2);
    assertThat(jail().calls)
        .contains("fork 1.jsonl", "fork 2.jsonl", "remove fork-1", "remove fork-2");
  }

  @Test
  void a_fork_that_sees_target_starts_when_the_files_of_those_that_have_ended_are_there()
      throws Exception {
    next.sharingTarget();
    Execution execution = begun();
    Client beside = java();
    Client first = java();
    String name = first.line();
    assertThat(beside.line()).isNotEqualTo(name);
    first.end();

    Client second = java();
    assertThat(second.line()).isEqualTo("fork-3");
    second.end();
    beside.end();
    execution.end(InputStream::readAllBytes);

    List<String> calls = List.copyOf(jail().calls);
    assertThat(calls.indexOf("take " + name))
        .isNotNegative()
        .isLessThan(calls.indexOf("fork 3.jsonl"));
  }

  @Test
  void a_fork_that_cannot_be_made_is_refused_with_why_and_the_record_is_not_relied_on()
      throws Exception {
    next.failing("fork", "no room");
    Execution execution = begun();
    Client client = java();

    assertThat(client.line()).isEqualTo("sandbox: no room");
    assertThat(client.end()).isEqualTo(125);
    assertThat(execution.end(InputStream::readAllBytes))
        .isEqualTo(
            new TestRun(
                true, 0, List.of(), List.of("a JVM for the tests could not be started: no room")));
  }

  /** One serves the request, and three follow the fork. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void a_fork_that_no_thread_can_follow_is_refused_and_the_execution_ends(int left)
      throws Exception {
    Execution execution = begun();
    threads.set(left);
    Client client = java();

    assertThat(client.line()).isEqualTo("sandbox: unable to create native thread");
    assertThat(client.end()).isEqualTo(125);
    assertThat(execution.end(InputStream::readAllBytes))
        .isEqualTo(
            new TestRun(
                true,
                0,
                List.of(),
                List.of(
                    "a JVM for the tests could not be started: unable to create native thread")));
    assertThat(jail().calls).endsWith("remove fork-1", "end", "remove");
  }

  @Test
  void a_request_that_no_thread_can_serve_is_refused() throws Exception {
    begun();
    threads.set(0);
    Client client = java();

    assertThat(client.line()).isEqualTo("sandbox: unable to create native thread");
    assertThat(client.end()).isEqualTo(125);
  }

  @Test
  void an_execution_whose_run_cannot_be_written_down_starts_no_fork() throws Exception {
    Execution execution =
        begun(
            () -> {
              throw new IOException("disk full");
            });
    Client client = java();

    assertThat(client.line()).isEqualTo("sandbox: disk full");
    assertThat(jail().calls).noneMatch(call -> call.startsWith("fork"));
    client.end();
    execution.close();
  }

  @Test
  void a_firewall_that_died_is_a_problem_and_files_are_taken_all_the_same() throws Exception {
    next.failing("end", "the firewall has ended");
    Execution execution = begun();
    runFork();

    assertThat(execution.end(InputStream::readAllBytes).problems())
        .containsExactly(
            "the record of what was blocked could not be fetched: the firewall has ended");
    assertThat(jail().calls).contains("take fork-1", "remove fork-1", "remove");
  }

  @Test
  void where_a_kill_fails_the_fork_is_removed_all_the_same_and_the_record_is_not_relied_on()
      throws Exception {
    next.failing("kill", "the engine is busy");
    Execution execution = begun();
    runFork();

    TestRun run = execution.end(InputStream::readAllBytes);

    assertThat(run.problems())
        .containsExactly("it is not known that all tests have ended: the engine is busy");
    assertThat(jail().calls)
        .contains("kill fork-1", "remove fork-1")
        .filteredOn(call -> call.startsWith("kill"))
        .hasSize(3);
  }

  @Test
  void files_that_cannot_be_taken_are_a_remark() throws Exception {
    next.failing("take", "no space left");
    Execution execution = begun();
    runFork();

    assertThat(execution.end(InputStream::readAllBytes))
        .isEqualTo(
            new TestRun(
                true,
                1,
                List.of("what tests wrote below target was not taken: no space left"),
                List.of()));
  }

  @Test
  void a_jail_that_no_fork_was_in_goes_on_to_the_next_execution() throws Exception {
    Execution unused = begun();

    assertThat(unused.end(InputStream::readAllBytes))
        .isEqualTo(new TestRun(false, 0, List.of(), List.of()));

    begin();
    assertThat(jails).hasSize(1);
    assertThat(jail().calls).doesNotContain("remove");
  }

  @Test
  void a_jail_that_was_used_does_not() throws Exception {
    Execution used = begun();
    runFork();
    used.end(InputStream::readAllBytes);

    begin();

    assertThat(jails).hasSize(2);
  }

  @Test
  void when_the_execution_has_ended_nothing_starts() throws Exception {
    begun().end(InputStream::readAllBytes);
    Client client = java();

    assertThat(client.line())
        .isEqualTo(
            "sandbox: sandbox:prepare set the property jvm to this program, which starts JVMs only for Surefire, Failsafe and ScalaTest while they run tests; give any other plugin a java of its own");
    assertThat(client.end()).isEqualTo(125);
  }

  @Test
  void an_execution_that_was_not_ended_is_when_the_build_breaks_off() throws Exception {
    begun();
    Client client = java();
    client.line();

    CompletableFuture<Integer> end = client.process().onExit().thenApply(Process::exitValue);
    client.process().destroy();
    sandbox.close();

    assertThat(end.get()).isNotZero();
    assertThat(jail().calls).contains("kill fork-1", "remove fork-1", "end", "remove");
    assertThat(folder.resolve("jvm")).doesNotExist();
  }

  private int runFork() throws Exception {
    Client client = java();
    client.line();
    return client.end();
  }

  @Test
  void test_classes_that_were_listed_and_never_ran_are_a_problem() throws Exception {
    next.listing(3, 2);
    Execution execution = begun();

    assertThat(runFork()).isZero();

    assertThat(execution.end(InputStream::readAllBytes).problems())
        .singleElement()
        .asString()
        .startsWith("no test ran: 2 test classes were listed, and no JVM was started");
  }

  @Test
  void a_fork_that_runs_tests_after_the_list_is_enough() throws Exception {
    next.listing(3, 2);
    Execution execution = begun();

    runFork();
    runFork();

    assertThat(execution.end(InputStream::readAllBytes))
        .isEqualTo(new TestRun(true, 2, List.of(), List.of()));
  }

  @Test
  void a_list_without_a_name_is_remarked() throws Exception {
    next.listing(3, 0);
    Execution execution = begun();

    runFork();

    TestRun run = execution.end(InputStream::readAllBytes);
    assertThat(run.problems()).isEmpty();
    assertThat(run.remarks()).singleElement().asString().startsWith("no test ran: of 3 classes");
  }

  @Test
  void a_fork_whose_list_cannot_be_taken_fails_for_surefire_and_is_a_problem() throws Exception {
    next.listing(3, 2).failing("list", "no such file");
    Execution execution = begun();

    assertThat(runFork()).isEqualTo(125);

    assertThat(execution.end(InputStream::readAllBytes).problems())
        .containsExactly("the names of the test classes were not taken: no such file");
  }

  @Test
  void what_its_jails_had_in_common_is_removed_with_it() throws Exception {
    sandbox.prepare();
    assertThat(closed).isFalse();
    sandbox.close();
    assertThat(closed).isTrue();
  }
}
