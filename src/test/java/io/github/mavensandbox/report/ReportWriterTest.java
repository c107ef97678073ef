package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.record.Direction;
import io.github.mavensandbox.record.KernelRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportWriterTest {

  private final ReportWriter writer = new ReportWriter(endpoint -> Optional.of("RULE"));

  @TempDir Path target;

  @Test
  void writesTheWholeReport() throws IOException {
    write(
        new Report(
            List.of("192.168.0.0/24"),
            List.of(
                new Run(
                    "1",
                    "run",
                    OptionalInt.of(42),
                    Records.reliable(
                        74459,
                        Records.dns("127.0.0.53", "evil.example"),
                        Records.tcp(Direction.NOISE, "198.51.100.7", 67, 4))))));

    assertThat(file())
        .hasContent(
            """
            {
              "schema" : 1,
              "policy" : [
                "192.168.0.0/24"
              ],
              "runs" : [
                {
                  "id" : "1",
                  "goal" : "run",
                  "exitCode" : 42,
                  "violations" : [
                    {
                      "direction" : "out",
                      "protocol" : "udp",
                      "protocolNumber" : 17,
                      "address" : "127.0.0.53",
                      "port" : 53,
                      "name" : "evil.example",
                      "packets" : 2,
                      "first" : "2026-11-24T10:31:02.113442Z",
                      "last" : "2026-11-24T10:31:03.613442Z",
                      "uid" : 10001,
                      "rule" : "RULE"
                    }
                  ],
                  "noise" : [
                    {
                      "direction" : "noise",
                      "protocol" : "tcp",
                      "protocolNumber" : 6,
                      "address" : "198.51.100.7",
                      "port" : 67,
                      "packets" : 4,
                      "first" : "2026-11-24T10:31:02.113442Z",
                      "last" : "2026-11-24T10:31:03.613442Z"
                    }
                  ],
                  "unlisted" : { },
                  "heldBack" : [
                    {
                      "direction" : "out",
                      "packets" : 74459,
                      "address" : "127.0.0.53",
                      "port" : 53
                    }
                  ],
                  "totals" : {
                    "out" : {
                      "blocked" : 74461,
                      "logged" : 2
                    },
                    "in" : {
                      "blocked" : 0,
                      "logged" : 0
                    },
                    "noise" : {
                      "blocked" : 4,
                      "logged" : 4
                    }
                  },
                  "problems" : [ ]
                }
              ]
            }
            """);
  }

  @Test
  void leavesOutWhatIsNotKnown() throws IOException {
    write(
        new Report(
            List.of(),
            List.of(new Run("1", "run", OptionalInt.empty(), KernelRecord.unusable("lost")))));

    JsonNode run = new ObjectMapper().readTree(file().toFile()).get("runs").get(0);
    assertThat(run.has("exitCode")).isFalse();
    assertThat(run.has("totals")).isFalse();
    assertThat(run.get("problems").get(0).textValue()).isEqualTo("lost");
  }

  @Test
  void writesTextOfAnyKindAsAsciiThatReadsBack() throws IOException {
    write(new Report(List.of("\u001b[2J\"\n\u00e4\u2028"), List.of()));

    assertThat(Files.readString(file())).matches("(?s)[ -~\n]*");
    assertThat(new ObjectMapper().readTree(file().toFile()).get("policy").get(0).textValue())
        .isEqualTo("\u001b[2J\"\n\u00e4\u2028");
  }

  @Test
  void replacesAnEarlierReportAndLeavesNoOtherFile() throws IOException {
    write(new Report(List.of("a"), List.of()));
    write(new Report(List.of("b"), List.of()));

    assertThat(file()).content().contains("\"b\"").doesNotContain("\"a\"");
    assertThat(file().getParent().toFile().list()).containsExactly("report.json");
  }

  @Test
  void namesTheFileThatCannotBeWritten() throws IOException {
    Files.writeString(target.resolve("sandbox"), "a file where the folder should be");

    assertThatIOException()
        .isThrownBy(() -> write(new Report(List.of(), List.of())))
        .withMessageStartingWith("cannot write " + file() + ": ")
        .withMessageEndingWith("; its folder must be writable and its disk have room");
  }

  @Test
  void leavesTheEarlierReportAndNoOtherFileWhenTheMoveFails() throws IOException {
    Files.createDirectories(file().resolve("a folder where the file should be"));

    assertThatIOException().isThrownBy(() -> write(new Report(List.of(), List.of())));
    assertThat(file().getParent().toFile().list()).containsExactly("report.json");
  }

  private Path file() {
    return target.resolve("sandbox/report.json");
  }

  private void write(Report report) throws IOException {
    writer.write(report, file());
  }
}
