package io.github.mavensandbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineInfo;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.NoEngineException;
import io.github.mavensandbox.engine.UnusableEngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLocatorTest {

  private static final String DOCKER = "Docker version 28.2.2, build e6534b4";
  private static final String PODMAN = "podman version 4.3.1";

  @TempDir Path folder;

  private final EngineLocator locator = new EngineLocator();

  /**
   * Writes a program that says one thing to {@code --version} and answers everything else by a line
   * of sh.
   */
  private String program(String name, String version, String otherwise) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(
        program,
        "#!/bin/sh\ncase \"$1\" in\n--version) echo '"
            + version
            + "';;\n*) "
            + otherwise
            + ";;\nesac\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return program.toString();
  }

  private static String server(String version) {
    return "echo " + version + " arm64 linux";
  }

  @Test
  void an_unknown_engine_is_told_the_legal_ones() {
    assertThatThrownBy(() -> locator.locate("dokcer", List.of()))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "sandbox.engine 'dokcer' is none of: auto, docker, podman, the path of a program");
  }

  @Test
  void a_path_that_is_not_there_is_named() {
    assertThatThrownBy(() -> locator.locate("/no/such/engine", List.of()))
        .hasMessage("/no/such/engine: there is no such file, correct sandbox.engine");
  }

  @Test
  void a_program_that_cannot_be_run_is_named() throws Exception {
    Path file = Files.writeString(folder.resolve("docker"), "no program");

    assertThatThrownBy(() -> locator.locate(file.toString(), List.of()))
        .hasMessage(file + ": not an executable file");
  }

  @Test
  void a_program_that_does_not_even_tell_its_version_says_why() throws Exception {
    Path file = Files.writeString(folder.resolve("podman"), "#!/bin/sh\necho broken >&2; exit 3\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThatThrownBy(() -> locator.locate(file.toString(), List.of()))
        .hasMessage("'" + file + " --version' failed with exit code 3: broken");
  }

  @Test
  void a_program_that_is_no_engine_is_named() throws Exception {
    String program = program("docker", "busybox 1.35", "true");

    assertThatThrownBy(() -> locator.locate(program, List.of()))
        .hasMessage(program + ": neither Docker nor Podman; its '--version' says 'busybox 1.35'");
  }

  @Test
  void what_a_program_says_of_itself_counts_not_its_name() throws Exception {
    String program = program("docker", PODMAN, "echo 4.3.1 amd64 linux");

    assertThat(locator.locate(program, List.of()).info())
        .isEqualTo(new EngineInfo(EngineKind.PODMAN, "4.3.1", "amd64", "linux"));
  }

  @Test
  void the_engines_own_options_stand_before_the_command() throws Exception {
    String program =
        program(
            "docker",
            DOCKER,
            "test \"$1 $2\" = '--context=far version' && " + server("20.10.24+dfsg1"));

    ContainerEngine engine = locator.locate(program, List.of("--context=far"));

    assertThat(engine.info())
        .isEqualTo(new EngineInfo(EngineKind.DOCKER, "20.10.24+dfsg1", "arm64", "linux"));
    assertThat(engine.command()).containsExactly(program, "--context=far");
  }

  @Test
  void a_docker_daemon_that_does_not_run_is_told_from_one_that_may_not_be_asked() throws Exception {
    String stopped =
        program(
            "stopped",
            DOCKER,
            "echo null; echo 'Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?' >&2; exit 1");
    String forbidden =
        program(
            "forbidden",
            DOCKER,
            "echo 'permission denied while trying to connect to the Docker daemon socket' >&2; exit 1");

    assertThatThrownBy(() -> locator.locate(stopped, List.of()))
        .hasMessageContaining("its daemon is not running, start it with")
        .hasMessageContaining("unix:///x.sock");
    assertThatThrownBy(() -> locator.locate(forbidden, List.of()))
        .hasMessageContaining("no permission to talk to its daemon")
        .hasMessageContaining("group 'docker'");
  }

  @Test
  void any_other_failure_is_passed_on_in_one_line() throws Exception {
    String program =
        program("docker", DOCKER, "printf 'context not found\\n\\nsee docs\\n' >&2; exit 3");

    assertThatThrownBy(() -> locator.locate(program, List.of()))
        .hasMessageContaining("failed with exit code 3: context not found; see docs");
  }

  @Test
  void an_engine_that_is_too_old_is_told_the_minimum() throws Exception {
    String docker = program("docker", DOCKER, server("19.03.15"));
    String podman = program("podman", PODMAN, "echo 4.2.0 amd64 linux");

    assertThatThrownBy(() -> locator.locate(docker, List.of()))
        .hasMessage(docker + ": its server is version 19.03.15, the oldest that works is 20.10");
    assertThatThrownBy(() -> locator.locate(podman, List.of()))
        .hasMessage(podman + ": its server is version 4.2.0, the oldest that works is 4.3");
  }

  @Test
  void the_minimum_and_later_ones_will_do() throws Exception {
    for (String version : List.of("20.10.0", "23.0.1", "28.2.2", "dev")) {
      String program = program("docker", DOCKER, server(version));
      assertThat(locator.locate(program, List.of()).info().version()).isEqualTo(version);
    }
  }

  @Test
  void an_engine_for_windows_containers_is_refused() throws Exception {
    String program = program("docker", DOCKER, "echo 28.2.2 amd64 windows");

    assertThatThrownBy(() -> locator.locate(program, List.of()))
        .hasMessageContaining("switch it to Linux containers");
  }

  @Test
  void arguments_that_open_the_sandbox_are_refused_before_the_engine_sees_them() throws Exception {
    String program = program("docker", DOCKER, "touch " + folder + "/seen");

    assertThatThrownBy(() -> locator.locate(program, List.of("--network=host")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("sandbox.engineArgs item 1, '--network=host', is refused");
    assertThat(folder.resolve("seen")).doesNotExist();
  }

  @Test
  void the_first_that_works_is_taken() throws Exception {
    String broken = program("docker", DOCKER, "exit 1");
    String works = program("podman", PODMAN, "echo 4.3.1 amd64 linux");

    assertThat(locator.locateFirst(List.of(broken, works), List.of()).info().kind())
        .isEqualTo(EngineKind.PODMAN);
  }

  @Test
  void none_is_installed_where_no_program_is_there() throws Exception {
    String absent = folder.resolve("docker").toString();
    String stopped = program("podman", PODMAN, "exit 1");

    assertThatThrownBy(() -> locator.locateFirst(List.of(absent, absent), List.of()))
        .isInstanceOf(NoEngineException.class);
    assertThatThrownBy(() -> locator.locateFirst(List.of(absent, stopped), List.of()))
        .isExactlyInstanceOf(UnusableEngineException.class);
    assertThatThrownBy(() -> locator.locateFirst(List.of(stopped, absent), List.of()))
        .isExactlyInstanceOf(UnusableEngineException.class);
  }

  @Test
  void where_a_named_one_is_not_there_another_may_be_installed() {
    String absent = folder.resolve("docker").toString();

    assertThatThrownBy(() -> locator.locate(absent, List.of()))
        .isExactlyInstanceOf(UnusableEngineException.class);
  }

  @Test
  void when_none_works_each_ones_reason_and_what_to_do_stand_in_one_line() throws Exception {
    String broken = program("docker", DOCKER, "echo broken >&2; exit 1");
    String absent = folder.resolve("podman").toString();

    assertThatThrownBy(() -> locator.locateFirst(List.of(broken, absent), List.of()))
        .hasMessageStartingWith("no container engine works: ")
        .hasMessageContaining("broken")
        .hasMessageContaining(absent + ": there is no such file")
        .hasMessageContaining("install Docker, or Podman")
        .hasMessageContaining("sandbox.engine")
        .message()
        .doesNotContain("\n");
  }
}
