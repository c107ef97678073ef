package io.github.mavensandbox.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the watchdog asks an engine for when Maven is gone. This engine is a script, so that it can
 * be slow and unreachable; its containers are files. See ContainerGuardIT for real ones.
 */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class WatchdogProcessTest {

  private static final String ENGINE = "/io/github/mavensandbox/engine/guard/engine-of-files.sh";

  @TempDir private Path folder;

  private Path engine;

  @BeforeEach
  void makeTheEngine() throws IOException {
    engine = folder.resolve("engine");
    try (InputStream script = WatchdogProcessTest.class.getResourceAsStream(ENGINE)) {
      Files.copy(script, engine);
    }
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
  }

  private WatchdogProcess watchdog() throws EngineException {
    return WatchdogProcess.start(List.of(engine.toString(), "--global"));
  }

  private Path container(String name) throws IOException {
    Path container = folder.resolve(name + ".container");
    return Files.exists(container) ? container : Files.createFile(container);
  }

  private List<String> asked() throws IOException {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }

  private static void awaitGone(Path container) throws InterruptedException {
    while (Files.exists(container)) {
      Thread.sleep(20);
    }
  }

  @Test
  void what_is_there_goes_and_what_was_removed_is_not_asked_for() throws Exception {
    Path left = container("left");
    Path others = container("others");
    try (WatchdogProcess watchdog = watchdog()) {
      for (String name : List.of("left", "removed")) {
        watchdog.watch(name);
        watchdog.created(name);
      }
      watchdog.forget("removed");
      assertThat(asked()).isEmpty();
    }

    awaitGone(left);
    assertThat(asked()).containsExactly("--global rm --force --volumes left");
    assertThat(others).exists();
  }

  @Test
  void one_whose_creation_ends_after_maven_goes() throws Exception {
    try (WatchdogProcess watchdog = watchdog()) {
      watchdog.watch("late");
    }
    while (asked().isEmpty()) {
      Thread.sleep(20);
    }

    awaitGone(container("late"));
  }

  @Test
  void an_engine_that_cannot_be_reached_is_asked_again() throws Exception {
    Path unreachable = Files.createFile(folder.resolve("unreachable"));
    Path left = container("left");
    try (WatchdogProcess watchdog = watchdog()) {
      watchdog.watch("left");
      watchdog.created("left");
    }
    while (asked().size() < 4) {
      Thread.sleep(20);
    }
    Files.delete(unreachable);

    awaitGone(left);
  }
}
