package io.github.mavensandbox.engine.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerEngine.Streams;
import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.cli.EngineLocator;
import io.github.mavensandbox.engine.cli.TestImage;
import io.github.mavensandbox.it.process.CommandLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills builds, and looks at what is left of their containers. A test that waits for what never
 * comes is ended.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ContainerGuardIT {

  private static final String ENDLESS = "echo up; while :; do sleep 0.1; done";

  private static ContainerEngine engine;
  private static TestImage image;

  private final String name = ContainerGuard.newName("guard");

  @BeforeAll
  static void makeImage() throws Exception {
    engine = new EngineLocator().locate(EngineUnderTest.program(), List.of());
    image = new TestImage(engine);
  }

  @AfterEach
  void removeContainer() throws Exception {
    engine.remove(name);
  }

  @AfterAll
  static void removeImage() throws Exception {
    image.close();
  }

  /**
   * Starts a build as the leader of a process group of its own, as a terminal's or a CI system's
   * job is one.
   */
  private Process build(String program, Streams streams, String script) throws IOException {
    return CommandLine.ofJdk("java", "-cp", System.getProperty("java.class.path"))
        .with(GuardedBuild.class.getName(), program, image.reference(), name, streams.name())
        .with(script)
        // A job in the background, or under nohup, ignores them, and so would the JVM.
        .by(List.of("env", "--default-signal=HUP,INT", "setsid"))
        .errorsInOutput()
        .start();
  }

  /** Reads on to a line that ends like this; a terminal echoes keys before it. */
  private static void await(BufferedReader output, String end) throws IOException {
    List<String> seen = new ArrayList<>();
    while (seen.stream().noneMatch(line -> line.endsWith(end))) {
      String next = output.readLine();
      assertThat(next).as("'%s' after %s", end, seen).isNotNull();
      seen.add(next);
    }
  }

  private static void kill(String signal, String target) throws Exception {
    CommandLine.of("kill", "-s", signal, "--", target).output();
  }

  private boolean isThere() throws Exception {
    return !EngineUnderTest.run("ps", "--all", "--quiet", "--filter", "name=" + name).isEmpty();
  }

  private void awaitGone() throws Exception {
    while (isThere()) {
      Thread.sleep(100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "INT", "HUP"})
  void a_container_is_gone_when_its_build_is_killed(String signal) throws Exception {
    Process build = build(EngineUnderTest.program(), Streams.PIPED, ENDLESS);
    await(build.inputReader(UTF_8), "started");
    assertThat(isThere()).isTrue();
    List<ProcessHandle> helpers = build.descendants().toList();

    kill(signal, Long.toString(build.pid()));

    awaitGone();
    build.waitFor();
    for (ProcessHandle helper : helpers) {
      helper.onExit().join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "TERM", "INT"})
  void a_container_is_gone_when_all_processes_of_its_build_are_killed(String signal)
      throws Exception {
    Process build = build(EngineUnderTest.program(), Streams.PIPED, ENDLESS);
    await(build.inputReader(UTF_8), "started");

    kill(signal, "-" + build.pid());

    awaitGone();
    build.waitFor();
  }

  @Test
  void a_container_whose_creation_is_under_way_is_gone_too(@TempDir Path folder) throws Exception {
    Path asked = folder.resolve("asked");
    Path slow =
        program(
            folder,
            "if [ \"$1\" = create ]; then touch "
                + asked
                + "; sleep 2; engine \"$@\"; touch "
                + asked
                + ".done; else engine \"$@\"; fi");
    Process build = build(slow.toString(), Streams.PIPED, ENDLESS);
    while (!Files.exists(asked)) {
      Thread.sleep(20);
    }

    kill("KILL", Long.toString(build.pid()));

    while (!Files.exists(folder.resolve("asked.done"))) {
      Thread.sleep(20);
    }
    awaitGone();
  }

  @Test
  void a_program_that_is_interrupted_says_its_last_words_before_it_is_removed() throws Exception {
    Process build =
        build(
            EngineUnderTest.program(),
            Streams.INHERITED,
            "trap 'sleep 1; echo bye; exit 6' TERM; echo up; while :; do sleep 0.1; done");
    BufferedReader output = build.inputReader(UTF_8);
    await(output, "up");

    kill("INT", "-" + build.pid());

    await(output, "bye");
    await(output, "ended with 6");
    build.waitFor();
    assertThat(isThere()).isFalse();
  }

  @Test
  void the_key_ctrl_c_in_a_terminal_ends_the_program_and_not_the_build() throws Exception {
    Process build =
        buildInTerminal("trap 'echo bye; exit 6' INT; echo up; while :; do sleep 0.1; done");
    BufferedReader output = build.inputReader(UTF_8);
    await(output, "up");

    build.getOutputStream().write(3);
    build.getOutputStream().flush();

    await(output, "bye");
    await(output, "ended with 6");
    await(output, "closed");
    assertThat(isThere()).isFalse();
  }

  @Test
  void a_killed_builds_terminal_is_given_back_as_it_was() throws Exception {
    Process build = buildInTerminal(ENDLESS);
    BufferedReader output = build.inputReader(UTF_8);
    String pid = output.readLine();
    await(output, "up");

    kill("TERM", pid);

    await(output, "settings restored");
    assertThat(isThere()).isFalse();
  }

  /** Starts a build in a terminal, and says at its end whether the terminal is as it was. */
  private Process buildInTerminal(String script) throws IOException {
    String java =
        String.join(
            " ",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp \"$CLASSES\"",
            GuardedBuild.class.getName(),
            EngineUnderTest.program(),
            image.reference(),
            name,
            "TERMINAL \"$SCRIPT\"");
    String inside =
        "before=$(stty -g); "
            + java
            + "; test \"$before\" = \"$(stty -g)\" && echo settings restored";
    return CommandLine.of("script", "--quiet", "--command", inside, "/dev/null")
        .variable("CLASSES", System.getProperty("java.class.path"))
        .variable("SCRIPT", script)
        .variable("SHELL", "/bin/sh")
        .errorsInOutput()
        .start();
  }

  @Test
  void the_input_and_the_output_of_the_build_are_the_programs() throws Exception {
    Process build = build(EngineUnderTest.program(), Streams.INHERITED, "cat; exit 3");
    build.getOutputStream().write("hello\n".getBytes(UTF_8));
    build.getOutputStream().close();
    BufferedReader output = build.inputReader(UTF_8);

    await(output, "hello");
    await(output, "ended with 3");
    await(output, "closed");
    assertThat(build.waitFor()).isZero();
    assertThat(isThere()).isFalse();
  }

  @Test
  void a_container_that_cannot_be_made_whole_is_removed(@TempDir Path folder) throws Exception {
    Path refusing =
        program(
            folder,
            "if [ \"$1 $2\" = 'network connect' ]; then echo refused >&2; exit 1; else engine \"$@\"; fi");
    ContainerEngine refusingEngine = new EngineLocator().locate(refusing.toString(), List.of());
    ContainerSpec spec =
        spec().with(new ContainerNetwork.Own(List.of("bridge", "bridge"), List.of()));
    try (ContainerGuard guard = ContainerGuard.open(refusingEngine, System.err::println)) {
      assertThatThrownBy(() -> guard.create(spec, Duration.ofHours(1)))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("refused");
      assertThat(isThere()).isFalse();
    }
  }

  private ContainerSpec spec() {
    return ContainerSpec.of(image.reference(), name, Program.of(List.of(), Map.of()));
  }

  private static Path program(Path folder, String script) throws IOException {
    Path program =
        Files.writeString(
            folder.resolve("engine"),
            "#!/bin/sh\nengine() { '%s' \"$@\"; }\n%s\n"
                .formatted(EngineUnderTest.program(), script));
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void a_container_is_removed_even_when_the_thread_is_interrupted() throws Exception {
    try (ContainerGuard guard = ContainerGuard.open(engine, System.err::println)) {
      GuardedContainer container = guard.create(spec(), Duration.ofHours(1));
      Thread.currentThread().interrupt();

      container.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThat(isThere()).isFalse();
    }
  }

  @Test
  void what_was_not_closed_is_removed_with_the_guard() throws Exception {
    try (ContainerGuard guard = ContainerGuard.open(engine, System.err::println)) {
      guard.create(spec(), Duration.ofHours(1));
      assertThat(isThere()).isTrue();
    }

    assertThat(isThere()).isFalse();
  }
}
