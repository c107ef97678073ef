package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobalOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "DOCKER, --context remote",
    "DOCKER, -c remote",
    "DOCKER, -DH unix:///run/other.sock",
    "DOCKER, -D=true",
    "DOCKER, --tls --tlsverify=false --tlscacert=ca.pem",
    "PODMAN, --runtime runc",
    "PODMAN, -rc remote",
    "PODMAN, --root /var/lib/other --storage-opt=x",
  })
  void lets_pass_what_tells_which_engine_is_meant(EngineKind kind, String line) {
    assertThatCode(() -> GlobalOptions.check(kind, List.of(line.split(" "))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "DOCKER, --network host",
    "DOCKER, --runtime runc",
    "DOCKER, --privileged",
    "DOCKER, -Dv",
    "DOCKER, -v /var/run/docker.sock:/x",
    "DOCKER, --help",
    "DOCKER, run",
    "DOCKER, --debug run",
    "PODMAN, --network=host",
    "PODMAN, --hooks-dir /x",
    "PODMAN, -v",
    "PODMAN, --remote create",
  })
  void refuses_everything_else(EngineKind kind, String line) {
    assertThatThrownBy(() -> GlobalOptions.check(kind, List.of(line.split(" "))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("sandbox.engineArgs item ");
  }
}
