package io.github.mavensandbox.run;

import io.github.mavensandbox.Golden;
import io.github.mavensandbox.policy.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds {@code run.json} byte for byte. */
class RunJsonTest {

  private static final Instant START = Instant.parse("2026-11-24T10:31:01.113442Z");

  @TempDir Path folder;

  @Test
  void aRunThatHasBegunIsWrittenTheSame() throws IOException {
    Golden.assertSame("run-begun.json", written(Optional.empty(), OptionalInt.empty(), List.of()));
  }

  @Test
  void aRunThatHasEndedIsWrittenTheSame() throws IOException {
    Golden.assertSame(
        "run-ended.json",
        written(
            Optional.of(START.plusSeconds(9)),
            OptionalInt.of(3),
            List.of("\u001b[2J \u00e9 </script> \"\\\n", "another")));
  }

  private String written(Optional<Instant> ended, OptionalInt exitCode, List<String> problems)
      throws IOException {
    RunDescription run =
        new RunDescription(
            new BuildSession(4711, START),
            "20261124-103102-1",
            "surefire:test",
            "default-test",
            START,
            ended,
            exitCode,
            Mode.ENFORCE,
            List.of("allow 192.168.0.0/24", "out repo.example:443/tcp"),
            2,
            ended.map(time -> Path.of("/build/target/surefire-reports")),
            problems);
    RunFolders folders = new RunFolders(folder);
    folders.write(run);
    return Files.readString(folders.of(run).resolve("run.json"));
  }
}
