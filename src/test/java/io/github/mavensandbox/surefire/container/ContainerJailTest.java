package io.github.mavensandbox.surefire.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.FakeEngine;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.image.AppUser;
import io.github.mavensandbox.surefire.Fork;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.SettingsOfForks;
import io.github.mavensandbox.surefire.files.TrackedFiles;
import io.github.mavensandbox.surefire.fork.ForkRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The containers of an execution, by an engine that has none. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ContainerJailTest {

  /** What a firewall's container does: locks, waits for the end of its input, gives its record. */
  private static final String FIREWALL = "echo sandbox: ready; cat; printf record";

  private static final TestImage IMAGE =
      new TestImage("tests:1", AppUser.DEFAULT, "/opt/java", false, "", true, "", "");

  @TempDir private Path folder;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final FakeEngine engine = new FakeEngine();
  private ContainerGuard guard;

  @BeforeEach
  void open() throws Exception {
    Files.createDirectories(folder.resolve("src"));
    guard = ContainerGuard.open(engine, warning -> {});
    firewall(FIREWALL);
  }

  @AfterEach
  void close() throws Exception {
    guard.close();
    executor.shutdownNow();
  }

  private void firewall(String script) {
    engine.starting("/bin/sh", "-c", script);
  }

  private ForkSettings settings() {
    return SettingsOfForks.of(folder, folder, List.of(), TrackedFiles.NONE, CreateOptions.NONE);
  }

  private ContainerJail jail() {
    return new ContainerJail(
        engine, new BackgroundTask<>(() -> guard), IMAGE, settings(), executor);
  }

  private Fork fork(ContainerJail jail) throws Exception {
    return jail.fork(
        new ForkRequest(1, List.of("-version"), Map.of(), folder),
        Set.of(),
        folder.resolve("attempts/1.jsonl"));
  }

  /** Removals go on beside the build. */
  private void awaitRemoved(String... containers) throws InterruptedException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    List<String> removals = List.of(containers).stream().map("remove "::concat).toList();
    while (!engine.calls().containsAll(removals) && System.nanoTime() < limit) {
      Thread.sleep(5);
    }
    assertThat(engine.calls()).containsAll(removals);
  }

  @Test
  void a_fork_is_made_of_a_container_that_joins_the_firewalls() throws Exception {
    ContainerJail jail = jail();

    Fork fork = fork(jail);

    assertThat(fork.name()).startsWith("sandbox-fork-");
    assertThat(fork.lists()).isFalse();
    assertThat(engine.calls())
        .containsSubsequence("create tests", "create fork", "copyIn fork /")
        .contains("start tests")
        .doesNotContain("start fork");
  }

  @Test
  void the_record_is_what_the_firewall_gives_when_its_input_ends() throws Exception {
    ContainerJail jail = jail();
    fork(jail);

    try (InputStream record = jail.end()) {
      assertThat(new String(record.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("record");
    }
    jail.remove();
    awaitRemoved("tests");
  }

  @Test
  void no_fork_is_there_when_the_network_cannot_be_locked() throws Exception {
    firewall("echo 'sandbox: no NET_ADMIN' >&2; exit 125");
    ContainerJail jail = jail();

    assertThatThrownBy(() -> fork(jail))
        .isInstanceOf(IOException.class)
        .hasMessage("the tests' network could not be locked: sandbox: no NET_ADMIN");
    awaitRemoved("tests", "fork");
    assertThatThrownBy(jail::end).isInstanceOf(IOException.class);
  }

  @Test
  void a_fork_that_cannot_join_says_why_the_firewall_is_gone() throws Exception {
    firewall("sleep 0.2; echo 'sandbox: no nf_tables' >&2; exit 125");
    engine.failing("create fork", "no such container");
    ContainerJail jail = jail();

    assertThatThrownBy(() -> fork(jail))
        .hasMessage("the tests' network could not be locked: sandbox: no nf_tables");
  }

  @Test
  void a_fork_whose_files_cannot_be_copied_is_removed() throws Exception {
    engine.failing("copyIn fork", "no space left");
    ContainerJail jail = jail();

    assertThatThrownBy(() -> fork(jail))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
    awaitRemoved("fork");
  }

  @Test
  void a_fork_that_cannot_be_killed_can_be_removed() throws Exception {
    engine.failing("kill fork", "the engine is busy");
    Fork fork = fork(jail());

    assertThatThrownBy(fork::end).isInstanceOf(EngineException.class);
    fork.remove();
    awaitRemoved("fork");
  }

  @Test
  void a_jail_of_which_nothing_has_begun_has_no_container() throws Exception {
    ContainerJail jail = jail();

    jail.remove();

    assertThat(engine.calls()).isEmpty();
  }

  @Test
  void the_client_gets_nothing_of_the_environment_but_what_it_goes_by() throws Exception {
    List<String> client =
        new ContainerJails(engine, new BackgroundTask<>(() -> guard), IMAGE, settings(), executor)
            .client(Map.of("PATH", "/bin", "DOCKER_HOST", "unix:///d", "TOKEN", "secret"));

    assertThat(client)
        .containsExactly(
            "env",
            "-i",
            "DOCKER_HOST=unix:///d",
            "PATH=/bin",
            "true",
            "start",
            "--attach",
            "--interactive");
  }
}
