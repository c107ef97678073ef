package io.github.mavensandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that tries a lot does not fill the disk. */
class LimitsIT {

  private static final String MANY = Programs.compiled("Many", 8).toString();

  @TempDir private Path folder;

  @Test
  void ofEqualAttemptsEveryDoublingIsToldAfterTheFirstOnes() throws Exception {
    AgentRun run = AgentRun.of(Jdk.newest(), "-cp", MANY, "Many", "1000", "0", "0");
    List<JsonNode> attempts = run.attempts("connect", "main");
    assertThat(attempts).hasSize(64 + 3);
    assertThat(attempts.subList(64, 67))
        .extracting(line -> line.get("count").asInt())
        .containsExactly(128, 256, 512);
  }

  @Test
  void aLongStackIsCut() throws Exception {
    AgentRun run = AgentRun.of(Jdk.newest(), "-cp", MANY, "Many", "0", "1", "1000");
    JsonNode attempt = run.attempts("connect", "deep").get(0);
    assertThat(attempt.get("cut").asBoolean()).isTrue();
    assertThat(attempt.get("stack")).hasSize(200);
  }

  @Test
  void aJvmWritesNoMoreThan64Mebibytes() throws Exception {
    Path file = folder.resolve("attempts.json");
    AgentRun run = AgentRun.of(Jdk.newest(), file, "-cp", MANY, "Many", "0", "9000", "300");
    assertThat(run.exitCode()).isZero();
    assertThat(Files.size(file)).isBetween(60L << 20, 64L << 20);
    JsonNode last = run.lines().get(run.lines().size() - 1);
    assertThat(last.get("type").asText()).isEqualTo("full");
  }
}
