package io.github.mavensandbox.mojo.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How executions are listed that may run tests outside. */
class OutsideTest {

  @Test
  void an_execution_is_listed_by_its_name() throws Exception {
    Outside outside = Outside.of(List.of(" pitest-maven:mutationCoverage@all of it "));

    assertThat(outside.has(new ExecutionName("pitest-maven", "mutationCoverage", "all of it")))
        .isTrue();
    assertThat(outside.has(new ExecutionName("pitest-maven", "mutationCoverage", "all"))).isFalse();
    assertThat(outside.has(new ExecutionName("pitest-maven", "report", "all of it"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pitest",
        "pitest-maven:mutationCoverage",
        "pitest-maven:mutationCoverage@",
        "pitest-maven:mutationCoverage@ ",
        "@default",
        "org.pitest:pitest-maven:mutationCoverage@default"
      })
  void what_is_no_name_is_refused_with_how_it_is_written(String entry) {
    assertThatThrownBy(() -> Outside.of(List.of(entry)))
        .hasMessage(
            "<outside>: '%s' is not the name of an execution; write artifactId:goal@executionId, such"
                + " as pitest-maven:mutationCoverage@default-cli",
            entry);
  }
}
