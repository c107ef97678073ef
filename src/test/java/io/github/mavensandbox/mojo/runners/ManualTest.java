package io.github.mavensandbox.mojo.runners;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manual has the list of runners that the code goes by. */
class ManualTest {

  @Test
  void it_lists_all_runners() throws Exception {
    List<String> manual = Files.readAllLines(Path.of("README.md"));

    assertThat(
            manual.subList(manual.indexOf("<!-- runners -->"), manual.indexOf("<!-- /runners -->")))
        .filteredOn(line -> line.startsWith("- `"))
        .containsExactlyElementsOf(Runner.ALL.stream().map(ManualTest::line).toList());
  }

  private static String line(Runner runner) {
    String goals = runner.goals().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    String condition = runner.condition().words();
    return "- `%s`: %s%s"
        .formatted(runner.artifactId(), goals, condition.isEmpty() ? condition : ", " + condition);
  }
}
