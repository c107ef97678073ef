package io.github.mavensandbox.mojo.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.NoEngineException;
import io.github.mavensandbox.engine.cli.EngineHost;
import io.github.mavensandbox.engine.cli.EngineLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of a test's own stand in for the engines. */
class ContainerDoctorTest {

  private static final String MEANS =
      "run, build and test need an engine, and so does prepare in containers";

  private static final String BASE = "eclipse-temurin:" + Runtime.version().feature() + "-jdk";

  @TempDir private Path folder;

  /** Those of the folder's programs, as if the folder were the PATH. */
  private final Engines engines =
      new Engines() {
        @Override
        public ContainerEngine locate(String program) throws EngineException, InterruptedException {
          if (!Files.exists(folder.resolve(program))) {
            throw new NoEngineException(program + ": not installed, or not in PATH");
          }
          try {
            return new EngineLocator().locate(folder.resolve(program).toString(), List.of());
          } catch (EngineException e) {
            throw new EngineException(String.valueOf(e.getMessage()).replace(folder + "/", ""), e);
          }
        }

        @Override
        public EngineHost host(ContainerEngine engine)
            throws EngineException, InterruptedException {
          return EngineHost.of(engine);
        }
      };

  private Diagnosis examine(Map<String, String> environment) throws Exception {
    return new ContainerDoctor(
            engines, "auto", folder.resolve("cache/sandbox"), environment, "here")
        .examine();
  }

  private static String line(Diagnosis diagnosis, String what) {
    return diagnosis.findings().stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow()
        .text();
  }

  private void program(String name, String version, String info, String image) throws IOException {
    program(
        name,
        """
        case "$1" in
        --version) echo '%s version %s, build x' ;;
        version) echo '%2$s amd64 linux' ;;
        info) case "$3" in *Arch*) echo '%2$s amd64 linux' ;; *) printf '%3$s\\n' ;; esac ;;
        image) %4$s ;;
        esac
        """
            .formatted(name.equals("docker") ? "Docker" : name, version, info, image));
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void an_engine_that_works_has_its_version_space_and_base_image() throws Exception {
    program("docker", "20.10.24", "here\\n/\\n[name=seccomp]", "echo sha256:1");

    Diagnosis diagnosis = examine(Map.of());

    assertThat(diagnosis.works()).isTrue();
    assertThat(diagnosis.by()).isEqualTo("Docker 20.10.24");
    assertThat(line(diagnosis, "Docker")).isEqualTo("ok (20.10.24, root's)");
    assertThat(line(diagnosis, "Docker: space")).contains(" MB in /)");
    assertThat(line(diagnosis, "Docker: base image"))
        .isEqualTo("ok (as docker://%s it needs no registry)".formatted(BASE));
    assertThat(line(diagnosis, "Podman"))
        .startsWith("missing (not installed, or not in PATH): not needed beside Docker 20.10.24. ");
    assertThat(diagnosis.findings()).noneMatch(f -> f.state() == Finding.State.MISSING);
  }

  @Test
  void an_engine_elsewhere_and_an_image_that_it_has_not_are_unknown() throws Exception {
    program("podman", "4.3.1", "there\\n/\\ntrue", "echo 'Error: no such image x' >&2; exit 125");

    Diagnosis diagnosis = examine(Map.of());

    assertThat(diagnosis.by()).isEqualTo("Podman 4.3.1");
    assertThat(line(diagnosis, "Podman")).isEqualTo("ok (4.3.1, rootless)");
    assertThat(line(diagnosis, "Podman: space"))
        .isEqualTo("unknown: the engine's images are not on this machine");
    assertThat(line(diagnosis, "Podman: base image"))
        .isEqualTo(
            "unknown: %s is not in the engine; the first tests in containers fetch it from its registry, which was not asked"
                .formatted(BASE));
  }

  @Test
  void without_an_engine_each_is_lacking() throws Exception {
    Diagnosis diagnosis = examine(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1"));

    assertThat(diagnosis.lacking()).containsExactly("Docker", "Podman");
    assertThat(line(diagnosis, "Docker"))
        .isEqualTo(
            "missing (not installed, or not in PATH): %s. Mend it: install it, or another engine: Podman needs no daemon"
                .formatted(MEANS));
  }

  @Test
  void a_socket_that_is_not_the_users_and_a_daemon_that_is_down_have_their_commands()
      throws Exception {
    assertThat(dockerThatSays("permission denied while trying to connect", Map.of()))
        .startsWith("missing (no permission to talk to its daemon, ")
        .endsWith("Mend it: sudo usermod -aG docker \"$USER\", and log in again");
    assertThat(dockerThatSays("Cannot connect to the Docker daemon at unix:///x", Map.of()))
        .startsWith("missing (its daemon is not running, ")
        .endsWith("Mend it: sudo systemctl start docker");
    assertThat(
            dockerThatSays(
                "Cannot connect to the Docker daemon", Map.of("DOCKER_HOST", "tcp://far:1")))
        .endsWith("Mend it: unset DOCKER_HOST, which is 'tcp://far:1', or correct it");
  }

  private String dockerThatSays(String error, Map<String, String> environment) throws Exception {
    program(
        "docker",
        "[ \"$1\" != --version ] || { echo Docker version 20.10.24; exit 0; }\necho '%s' >&2; exit 1\n"
            .formatted(error));
    return line(examine(environment), "Docker");
  }

  @Test
  void an_engine_that_is_too_old_is_lacking() throws Exception {
    program("docker", "19.03.15", "here\\n/\\n[]", "true");

    Diagnosis diagnosis = examine(Map.of());

    assertThat(diagnosis.works()).isFalse();
    assertThat(line(diagnosis, "Docker"))
        .startsWith("missing (its server is version 19.03.15, the oldest that works is 20.10)")
        .endsWith("Mend it: install a newer one");
  }

  @Test
  void a_cache_that_cannot_be_made_is_lacking() throws Exception {
    program("docker", "20.10.24", "here\\n/\\n[]", "echo sha256:1");
    Files.writeString(folder.resolve("cache"), "a file");

    Diagnosis diagnosis = examine(Map.of());

    assertThat(diagnosis.lacking()).containsExactly("cache folder");
    assertThat(line(diagnosis, "cache folder"))
        .startsWith("missing (%s/cache cannot be written to)".formatted(folder));
  }
}
