package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "allow, allow, 0",
    "alow, allow, 1",
    "allows, allow, 1",
    "alloy, allow, 1",
    "dney, deny, 1",
    "failOnViolations, failonviolation, 1",
    "test-image, testImage, 0",
    "test_image, test.image, 0",
    "'', deny, 4",
    "deny, '', 4",
    "ca, abc, 3",
    "kitten, sitting, 3"
  })
  void lettersThatAreMissingTooManyWrongOrSwappedAreCounted(String name, String other, int wrong) {
    assertThat(NearestName.distance(name, other)).isEqualTo(wrong);
  }

  @Test
  void theNearestIsTheOneWithTheFewestWrongLetters() {
    assertThat(NearestName.of("expct", List.of("allow", "deny", "expect"))).isEqualTo("expect");
    assertThat(NearestName.of("b", List.of("c", "a"))).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "pid, pids, true",
    "networks, network, true",
    "memroy, memory, true",
    "version, engine, false",
    "image, engine, false",
    "mem, memory, false",
    "x, to, false"
  })
  void aNameIsNearWhereOneLetterInThreeIsWrong(String name, String other, boolean near) {
    assertThat(NearestName.isNear(name, other)).isEqualTo(near);
  }
}
