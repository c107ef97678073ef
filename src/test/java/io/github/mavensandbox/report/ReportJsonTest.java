package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.policy.PolicyException;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.JsonFile;
import io.github.mavensandbox.run.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportJsonTest {

  @TempDir Path target;

  @Test
  void writesTheWholeReport() throws IOException, PolicyException {
    write(
        new Report(
            List.of("allow 192.168.0.0/24"),
            List.of("out telemetry.example"),
            List.of(
                new Run(
                    new RunDescription(
                        new BuildSession(4711, Instant.EPOCH),
                        "1",
                        "run",
                        "default-cli",
                        Instant.parse("2026-11-24T10:31:01.5Z"),
                        Optional.of(Instant.parse("2026-11-24T10:31:09Z")),
                        OptionalInt.of(42),
                        Mode.ENFORCE,
                        List.of("allow 10.0.0.0/8"),
                        0,
                        Optional.of(target),
                        List.of()),
                    Verdict.of(
                        Records.reliable(
                            74459,
                            Records.dns("127.0.0.53", "evil.example"),
                            Records.dns("127.0.0.53", "telemetry.example"),
                            Records.tcp(PacketDirection.NOISE, "198.51.100.7", 67, 4)),
                        Expectations.of(List.of("telemetry.example"))),
                    Attribution.NONE)),
            List.of("run.json of run '2' is damaged")));

    assertThat(file())
        .hasContent(
            """
            {
              "schema" : 1,
              "policy" : [
                "allow 192.168.0.0/24"
              ],
              "expect" : [
                "out telemetry.example"
              ],
              "runs" : [
                {
                  "id" : "1",
                  "goal" : "run",
                  "execution" : "default-cli",
                  "started" : "2026-11-24T10:31:01.500Z",
                  "ended" : "2026-11-24T10:31:09Z",
                  "exitCode" : 42,
                  "forks" : 0,
                  "mode" : "enforce",
                  "policy" : [
                    "allow 10.0.0.0/8"
                  ],
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
                      "rule" : "out evil.example"
                    }
                  ],
                  "expected" : [
                    {
                      "direction" : "out",
                      "protocol" : "udp",
                      "protocolNumber" : 17,
                      "address" : "127.0.0.53",
                      "port" : 53,
                      "name" : "telemetry.example",
                      "packets" : 2,
                      "first" : "2026-11-24T10:31:02.113442Z",
                      "last" : "2026-11-24T10:31:03.613442Z",
                      "uid" : 10001,
                      "rule" : "out telemetry.example"
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
                      "blocked" : 74463,
                      "logged" : 4
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
              ],
              "problems" : [
                "run.json of run '2' is damaged"
              ]
            }
            """);
  }

  @Test
  void leavesOutWhatIsNotKnown() throws IOException {
    write(
        new Report(
            List.of(),
            List.of(),
            List.of(
                Records.run(
                    Records.description("1", "run", "default-cli"), KernelRecord.unusable("lost"))),
            List.of()));

    JsonNode run = new ObjectMapper().readTree(file().toFile()).get("runs").get(0);
    assertThat(run.has("ended")).isFalse();
    assertThat(run.has("exitCode")).isFalse();
    assertThat(run.has("totals")).isFalse();
    assertThat(run.get("problems"))
        .map(JsonNode::textValue)
        .containsExactly("it was cut off: Maven did not see its end", "lost");
  }

  @Test
  void writesTextOfAnyKindAsAsciiThatReadsBack() throws IOException {
    write(new Report(List.of("\u001b[2J\"\n\u00e4\u2028"), List.of(), List.of(), List.of()));

    assertThat(Files.readString(file())).matches("(?s)[ -~\n]*");
    assertThat(new ObjectMapper().readTree(file().toFile()).get("policy").get(0).textValue())
        .isEqualTo("\u001b[2J\"\n\u00e4\u2028");
  }

  @Test
  void replacesAnEarlierReportAndLeavesNoOtherFile() throws IOException {
    write(new Report(List.of("a"), List.of(), List.of(), List.of()));
    write(new Report(List.of("b"), List.of(), List.of(), List.of()));

    assertThat(file()).content().contains("\"b\"").doesNotContain("\"a\"");
    assertThat(file().getParent().toFile().list()).containsExactly("report.json");
  }

  @Test
  void namesTheFileThatCannotBeWritten() throws IOException {
    Files.writeString(target.resolve("sandbox"), "a file where the folder should be");

    assertThatIOException()
        .isThrownBy(() -> write(new Report(List.of(), List.of(), List.of(), List.of())))
        .withMessageStartingWith("cannot write " + file() + ": ")
        .withMessageEndingWith("; its folder must be writable and its disk have room");
  }

  @Test
  void leavesTheEarlierReportAndNoOtherFileWhenTheMoveFails() throws IOException {
    Files.createDirectories(file().resolve("a folder where the file should be"));

    assertThatIOException()
        .isThrownBy(() -> write(new Report(List.of(), List.of(), List.of(), List.of())));
    assertThat(file().getParent().toFile().list()).containsExactly("report.json");
  }

  private Path file() {
    return target.resolve("sandbox/report.json");
  }

  private void write(Report report) throws IOException {
    JsonFile.write(file(), ReportJson.of(report), JsonFile.Lines.ALL);
  }
}
