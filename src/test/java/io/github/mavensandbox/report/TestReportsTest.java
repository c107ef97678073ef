package io.github.mavensandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.RunDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {

  private static final Instant BUILD = Instant.parse("2026-11-24T10:31:00.113Z");
  private static final Instant STARTED = Instant.parse("2026-11-24T10:31:05.500Z");
  private static final Instant ENDED = Instant.parse("2026-11-24T10:31:09.250Z");

  @TempDir Path target;

  @Test
  void reportsOfARunAreAccountedFor() throws IOException {
    report("surefire-reports/TEST-a.A.xml", STARTED.plusMillis(1));
    report("surefire-reports/TEST-a.B.xml", ENDED);

    assertThat(outside(run("surefire-reports", 1))).isEmpty();
  }

  @Test
  void reportsOfEarlierBuildsAreNobodysConcern() throws IOException {
    report("surefire-reports/TEST-a.A.xml", BUILD.minusSeconds(1));

    assertThat(outside()).isEmpty();
  }

  @Test
  void reportsWithoutARunWereWrittenOutside() throws IOException {
    report("surefire-reports/TEST-a.B.xml", STARTED);
    report("surefire-reports/TEST-a.A.xml", BUILD);
    report("surefire-reports/a.A.txt", BUILD);

    assertThat(outside())
        .containsExactly(
            target.resolve("surefire-reports/TEST-a.A.xml"),
            target.resolve("surefire-reports/TEST-a.B.xml"));
  }

  @Test
  void reportsBeforeOrAfterTheRunWereWrittenOutside() throws IOException {
    Path before = report("surefire-reports/TEST-a.A.xml", STARTED.minusMillis(50));
    Path after = report("surefire-reports/TEST-a.B.xml", ENDED.plusMillis(1));

    assertThat(outside(run("surefire-reports", 1))).containsExactly(before, after);
  }

  @Test
  void aReportIsOutsideWhenTheRunHadNoForks() throws IOException {
    Path report = report("surefire-reports/TEST-a.A.xml", STARTED);

    assertThat(outside(run("surefire-reports", 0))).containsExactly(report);
  }

  @Test
  void aRunThatGoesOnAccountsForAllSinceItBegan() throws IOException {
    Path before = report("surefire-reports/TEST-a.A.xml", STARTED.minusMillis(50));
    report("surefire-reports/TEST-a.B.xml", ENDED.plusSeconds(9));

    assertThat(outside(run("surefire-reports", 0, Optional.empty()))).containsExactly(before);
  }

  @Test
  void aReportIsOutsideWhenTheRunReportedElsewhere() throws IOException {
    Path report = report("surefire-reports/TEST-a.A.xml", STARTED);

    assertThat(outside(run("failsafe-reports", 1))).containsExactly(report);
  }

  @Test
  void aFileSystemOfWholeSecondsIsAllowedFor() throws IOException {
    report("surefire-reports/TEST-a.A.xml", Instant.parse("2026-11-24T10:31:05Z"));

    assertThat(outside(run("surefire-reports", 1))).isEmpty();
  }

  @Test
  void whatMayHaveBeenWrittenSinceTheBuildBeganCountsAsWrittenSince() throws IOException {
    Path same = report("surefire-reports/TEST-a.A.xml", Instant.parse("2026-11-24T10:31:00Z"));
    report("surefire-reports/TEST-a.B.xml", Instant.parse("2026-11-24T10:30:59Z"));

    assertThat(outside()).containsExactly(same);
  }

  @Test
  void eachFolderIsReadOnce() throws IOException {
    Path report = report("surefire-reports/TEST-a.A.xml", STARTED);

    assertThat(
            new TestReports(
                    List.of(
                        target.resolve("surefire-reports"),
                        target.resolve("x/../surefire-reports")))
                .writtenOutside(List.of(), BUILD))
        .containsExactly(report);
  }

  private List<Path> outside(RunDescription... runs) throws IOException {
    return new TestReports(
            List.of(target.resolve("surefire-reports"), target.resolve("failsafe-reports")))
        .writtenOutside(List.of(runs), BUILD);
  }

  private Path report(String name, Instant time) throws IOException {
    Path file = target.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<testsuite/>");
    return Files.setLastModifiedTime(file, FileTime.from(time));
  }

  private RunDescription run(String reports, int forks) {
    return run(reports, forks, Optional.of(ENDED));
  }

  private RunDescription run(String reports, int forks, Optional<Instant> ended) {
    return new RunDescription(
        new BuildSession(4711, BUILD),
        "1",
        "surefire:test",
        "default-test",
        STARTED,
        ended,
        OptionalInt.empty(),
        Mode.ENFORCE,
        List.of(),
        forks,
        Optional.of(target.resolve(reports)),
        List.of());
  }
}
