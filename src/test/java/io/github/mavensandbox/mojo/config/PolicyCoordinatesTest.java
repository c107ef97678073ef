package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyCoordinatesTest {

  @Test
  void theTypeNeedNotBeWritten() throws Exception {
    PolicyCoordinates artifact = PolicyCoordinates.parse("com.example:policy:1.0-SNAPSHOT");

    assertThat(artifact)
        .isEqualTo(new PolicyCoordinates("com.example", "policy", "", "1.0-SNAPSHOT"))
        .isEqualTo(PolicyCoordinates.parse("com.example:policy:txt:1.0-SNAPSHOT"))
        .hasToString("com.example:policy:1.0-SNAPSHOT");
  }

  @Test
  void anArtifactMayHaveAClassifier() throws Exception {
    assertThat(PolicyCoordinates.parse("com.example:policy:txt:tests:1"))
        .isEqualTo(new PolicyCoordinates("com.example", "policy", "tests", "1"))
        .hasToString("com.example:policy:txt:tests:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example:policy",
        "com.example:policy:jar:1",
        "com.example:policy:[1,2)",
        "com.example:../policy:1",
        "com.example:policy:${version}",
        "com.example:policy:txt:a:b:1",
        "com.example::1",
        "policy.txt"
      })
  void whatNamesNoTextFileIsRefused(String text) {
    assertThatThrownBy(() -> PolicyCoordinates.parse(text))
        .hasMessage(
            "<artifact> '%s' is no policy artifact; write groupId:artifactId:version of an artifact of type txt",
            text);
  }
}
