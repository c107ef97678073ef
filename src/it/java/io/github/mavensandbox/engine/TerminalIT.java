package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.CommandLine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalIT {

  @TempDir Path folder;

  /** Writes to a file whether there is a terminal: where its streams lead is what is tested. */
  static final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws Exception {
      Files.writeString(Path.of(arguments[0]), Boolean.toString(Terminal.isAttached()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "2>/dev/null, true",
    "</dev/null, false",
    ">/dev/null, false",
    "| cat, false",
  })
  void there_is_a_terminal_when_input_and_output_are_one(String redirection, boolean terminal)
      throws Exception {
    Path answer = folder.resolve("answer");
    String line =
        "\"$JAVA\" -cp \"$CLASSES\" '%s' %s %s"
            .formatted(Probe.class.getName(), answer, redirection);

    CommandLine.of("script", "--quiet", "--command", line, "/dev/null")
        .variable("SHELL", "/bin/sh")
        .variable("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString())
        .variable("CLASSES", System.getProperty("java.class.path"))
        .output();

    assertThat(answer).hasContent(Boolean.toString(terminal));
  }
}
