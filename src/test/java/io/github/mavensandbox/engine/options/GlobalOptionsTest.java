package io.github.mavensandbox.engine.options;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobalOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "DOCKER, --context=remote",
    "DOCKER, --debug --host=unix:///run/other.sock",
    "DOCKER, --debug=true",
    "DOCKER, --tls --tlsverify=false --tlscacert=ca.pem",
    "PODMAN, --runtime=runc",
    "PODMAN, --remote --connection=remote",
    "PODMAN, --root=/var/lib/other --storage-opt=x --storage-opt=y",
  })
  void lets_pass_what_tells_which_engine_is_meant(GlobalOptions options, String line) {
    assertThatCode(() -> options.check(List.of(line.split(" ")))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER, --network=host",
    "DOCKER, --runtime=runc",
    "DOCKER, --privileged",
    "DOCKER, -Dv",
    "DOCKER, -v /var/run/docker.sock:/x",
    "DOCKER, --volume=/var/run/docker.sock:/x",
    "DOCKER, --help",
    "DOCKER, run",
    "DOCKER, --debug run",
    "DOCKER, --debug true",
    "PODMAN, --network=host",
    "PODMAN, --hooks-dir=/x",
    "PODMAN, -v",
    "PODMAN, --remote create",
  })
  void refuses_everything_else(GlobalOptions options, String line) {
    assertThatThrownBy(() -> options.check(List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("sandbox.engineArgs item ");
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER, --context remote, --context=remote as one word",
    "DOCKER, -c remote, --context=remote as one word",
    "DOCKER, -Hunix:///run/other.sock, --host=unix:///run/other.sock as one word",
    "DOCKER, -D, --debug",
    "DOCKER, -DH unix:///run/other.sock, --debug",
    "PODMAN, --runtime runc, --runtime=runc as one word",
    "PODMAN, -c remote, --connection=remote as one word",
    "PODMAN, -rc remote, --remote",
  })
  void refuses_every_other_form_and_shows_the_right_one(
      GlobalOptions options, String line, String form) {
    assertThatThrownBy(() -> options.check(List.of(line.split(" "))))
        .hasMessageStartingWith("sandbox.engineArgs item 1, ")
        .hasMessageEndingWith(" is refused: write " + form);
  }
}
