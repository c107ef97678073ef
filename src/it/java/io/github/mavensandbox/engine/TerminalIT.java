package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
    ProcessBuilder builder =
        new ProcessBuilder(
            "script",
            "--quiet",
            "--command",
            "\"$JAVA\" -cp \"$CLASSES\" '"
                + Probe.class.getName()
                + "' "
                + answer
                + " "
                + redirection,
            "/dev/null");
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().put("CLASSES", System.getProperty("java.class.path"));
    builder
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Process process = builder.redirectErrorStream(true).start();

    process.getInputStream().readAllBytes();

    assertThat(process.waitFor()).isZero();
    assertThat(answer).hasContent(Boolean.toString(terminal));
  }
}
