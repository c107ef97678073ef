package io.github.mavensandbox.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

  private static Command sh(String script) {
    return new Command(List.of("sh", "-c", script), Command.SHORT);
  }

  @Test
  void much_output_on_both_streams_is_drained() throws Exception {
    Command.Outcome outcome =
        sh("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero")
            .run();

    assertThat(outcome.stdout()).hasSize(600000);
    assertThat(outcome.stderr()).hasSize(300000);
  }

  @Test
  void input_is_fed_to_its_end() throws Exception {
    assertThat(sh("wc -c").runWithInput(new ByteArrayInputStream(new byte[200000])).orThrow())
        .isEqualTo("200000");
  }

  @Test
  void a_command_that_does_not_read_its_input_may_still_succeed() throws Exception {
    assertThat(sh("echo done").runWithInput(new ByteArrayInputStream(new byte[1 << 20])).orThrow())
        .isEqualTo("done");
  }

  @Test
  void a_failure_shows_the_command_the_exit_code_and_its_errors_in_one_line() throws Exception {
    Command.Outcome outcome = sh("echo one >&2; echo >&2; echo two >&2; exit 7").run();

    assertThatThrownBy(outcome::orThrow)
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("'sh -c ")
        .hasMessageEndingWith("' failed with exit code 7: one; two");
  }

  @Test
  void the_values_of_variables_are_not_shown() {
    Command command =
        new Command(
            List.of("docker", "create", "--env", "TOKEN=secret\nmore", "image"), Command.SHORT);

    assertThat(command).hasToString("docker create --env TOKEN=… image");
  }

  @Test
  void a_program_that_is_not_there_is_named() {
    assertThatThrownBy(() -> new Command(List.of("no-such-engine"), Command.SHORT).run())
        .isInstanceOf(EngineException.class)
        .hasMessageStartingWith("cannot run 'no-such-engine': ");
  }

  @Test
  void a_command_that_hangs_is_ended_and_the_limit_told() {
    Command command = new Command(List.of("sleep", "1000"), Duration.ofSeconds(1));

    assertThatThrownBy(command::run).hasMessageContaining("'sleep 1000' did not end within 1 s");
  }

  @Test
  void a_command_whose_input_breaks_off_never_sees_its_end(@TempDir Path folder) {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream("part".getBytes(UTF_8)), new BrokenInput());
    Command command = sh("cat; touch " + folder.resolve("took-it-for-whole"));

    assertThatThrownBy(() -> command.runWithInput(broken))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("cannot read the input of")
        .hasMessageContaining("gone");
    assertThat(folder.resolve("took-it-for-whole")).doesNotExist();
  }

  @Test
  void an_output_that_cannot_be_written_ends_the_command() {
    assertThatThrownBy(() -> sh("cat /dev/zero").runWithOutput(new FullOutput()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("cannot write the output of")
        .hasMessageContaining("No space left");
  }

  @Test
  void hidden_variables_are_not_handed_on() throws Exception {
    Command command = new Command(List.of("env"), Command.SHORT, Set.of("PATH"));

    assertThat(command.run().orThrow().lines()).noneMatch(line -> line.startsWith("PATH="));
  }

  private static final class BrokenInput extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }
  }

  private static final class FullOutput extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("No space left");
    }
  }
}
