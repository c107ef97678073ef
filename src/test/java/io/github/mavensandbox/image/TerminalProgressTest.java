package io.github.mavensandbox.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.image.BuildProgress.Level;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

  private final List<String> log = new ArrayList<>();
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final BuildProgress progress =
      new TerminalProgress(
          new PlainProgress(log::add, log::add, log::add),
          new PrintStream(terminal, true, StandardCharsets.UTF_8));

  @Test
  void theBarIsRedrawnOnTheSameLine() {
    progress.update(0.5, "pulling");
    progress.update(1, "loading");

    assertThat(shown())
        .isEqualTo(
            "\r\u001b[K[===============               ]  50% pulling"
                + "\r\u001b[K[==============================] 100% loading");
  }

  @Test
  void aLineThatDidNotChangeIsNotWrittenAgain() {
    progress.update(0.5, "pulling");
    progress.update(0.5001, "pulling");

    assertThat(shown().split("\r")).hasSize(2);
  }

  @Test
  void theBarMakesRoomForAWarningAndComesBack() {
    progress.update(0, "pulling");
    progress.message(Level.WARNING, "careful");

    assertThat(log).containsExactly("careful");
    assertThat(shown()).endsWith("\r\u001b[K\r\u001b[K[" + " ".repeat(30) + "]   0% pulling");
  }

  @Test
  void stepsAreLeftToTheBar() {
    progress.message(Level.STEP, "pulling");

    assertThat(log).isEmpty();
  }

  @Test
  void aLongTaskDoesNotWrap() {
    progress.update(0, "x".repeat(200));

    assertThat(shown()).hasSize("\r\u001b[K".length() + 78);
  }

  @Test
  void nothingIsLeftAtTheEnd() {
    progress.update(1, "loading");
    progress.ended();

    assertThat(shown()).endsWith("\r\u001b[K");
  }

  private String shown() {
    return terminal.toString(StandardCharsets.UTF_8);
  }
}
