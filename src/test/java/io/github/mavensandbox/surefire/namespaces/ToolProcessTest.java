package io.github.mavensandbox.surefire.namespaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ToolProcessTest {

  @Test
  void what_it_said_is_on_one_line() throws Exception {
    ToolProcess.Result result =
        ToolProcess.run(
            new ProcessBuilder("sh", "-c", "echo one; echo ' two' >&2; exit 3"),
            Duration.ofMinutes(1));

    assertThat(result).isEqualTo(new ToolProcess.Result(3, "one two"));
  }

  @Test
  @Timeout(30)
  void one_that_hangs_is_killed_with_what_it_has_started() throws Exception {
    ToolProcess.Result result =
        ToolProcess.run(
            new ProcessBuilder("sh", "-c", "sleep 60 & echo still here; wait"),
            Duration.ofSeconds(1));

    assertThat(result).isEqualTo(new ToolProcess.Result(137, "sh did not end within 1 s"));
  }
}
