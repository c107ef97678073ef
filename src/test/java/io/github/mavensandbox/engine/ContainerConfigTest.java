package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerConfigTest {

  private static final ContainerConfig CONFIG =
      ContainerConfig.parse(
          """
          {"Env":["A=1","B=2"],"Entrypoint":["/run"],"Labels":{"a":"1","b":"2"},"Volumes":{"/data":{}}}
          """);

  @Test
  void order_and_what_is_empty_make_no_difference() {
    assertThat(
            ContainerConfig.parse(
                """
                {"Hostname":"","Cmd":null,"Labels":{"b":"2","a":"1"},"User":"","ExposedPorts":{},
                 "Volumes":{"/data":{}},"Env":["A=1","B=2"],"Entrypoint":["/run"],"OnBuild":[]}
                """))
        .isEqualTo(CONFIG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"Env\":[\"B=2\",\"A=1\"],\"Entrypoint\":[\"/run\"],\"Labels\":{\"a\":\"1\",\"b\":\"2\"},\"Volumes\":{\"/data\":{}}}",
        "{\"Env\":[\"A=1\",\"B=2\"],\"Entrypoint\":[\"/run\"],\"Labels\":{\"a\":\"1\"},\"Volumes\":{\"/data\":{}}}",
        "{\"User\":\"1\",\"Env\":[\"A=1\",\"B=2\"],\"Entrypoint\":[\"/run\"],\"Labels\":{\"a\":\"1\",\"b\":\"2\"},\"Volumes\":{\"/data\":{}}}"
      })
  void what_a_container_would_notice_does(String other) {
    assertThat(ContainerConfig.parse(other)).isNotEqualTo(CONFIG);
  }

  @Test
  void what_is_no_json_is_an_error() {
    assertThatThrownBy(() -> ContainerConfig.parse("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an image's Config is no JSON: ");
  }
}
