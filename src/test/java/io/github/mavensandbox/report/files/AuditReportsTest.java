package io.github.mavensandbox.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.ConsoleSummary;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Records;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.ci.CiEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing says of an audit that something was blocked, or is a failure. */
class AuditReportsTest {

  private static final Run AUDIT =
      Records.audit(Records.reliable(0, Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3)));

  @TempDir private Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ModuleReport module = Callers.module(AUDIT);

  private String written(String file) throws IOException {
    Reports reports =
        new Reports(
            folder,
            new CiEnvironment(
                true, true, Optional.of(folder.resolve("summary.md")), Optional.of(folder)),
            new PrintStream(out, true, StandardCharsets.UTF_8));
    reports.write(module, true);
    reports.writeJUnit(module.report());
    return Files.readString(folder.resolve(file));
  }

  @Test
  void theReportCountsItApart() {
    assertThat(module.report().violationCount()).isZero();
    assertThat(module.report().auditedCount()).isEqualTo(1);
    assertThat(module.report().summary()).isEmpty();
    assertThat(module.report().auditSummary(Path.of("policy.xml")))
        .contains(
            "audit: nothing was protected, and 1 call that the policy does not allow would have been blocked; read the policy that would allow this, and paste it: policy.xml");
    assertThat(AUDIT.isClean()).isFalse();
  }

  @Test
  void anAuditThatSawNothingSaysSo() {
    assertThat(
            Callers.module(Records.audit(Records.reliable(0)))
                .report()
                .auditSummary(Path.of("policy.xml")))
        .contains(
            "audit: nothing was protected, and nothing was seen that the policy does not allow; remove sandbox.mode");
    assertThat(
            new ConsoleSummary(ZoneOffset.UTC).linesOfSingleRun(Records.audit(Records.reliable(0))))
        .containsExactly("audit: nothing would have been blocked");
  }

  @Test
  void theConsole() {
    assertThat(new ConsoleSummary(ZoneOffset.UTC).lines(AUDIT))
        .containsExactly(
            "surefire:test (default-test): audit: would have blocked 3 packets that the policy does not allow:",
            "  would have blocked out tcp 198.51.100.9:80 (3 packets, first 10:31:02.113): to allow it, add <rule>out 198.51.100.9:80/tcp</rule>");
  }

  @Test
  void thePage() throws IOException {
    assertThat(written("report.html"))
        .contains(
            "<header class=\"nothing\">",
            "<h1>Audit: 1 call that the policy does not allow would have been blocked</h1>",
            "<p>Nothing was protected: ",
            "<dt>would have blocked</dt>",
            "surefire:test (default-test), an audit")
        .doesNotContain("<dt>blocked</dt>");
  }

  @Test
  void theFilesForOthers() throws IOException {
    assertThat(written("report.json")).contains("\"mode\" : \"audit\"");
    assertThat(written("report.sarif"))
        .contains("\"ruleId\" : \"sandbox/audit\"", "\"level\" : \"note\"")
        .doesNotContain("\"level\" : \"error\"");
    assertThat(written("TEST-sandbox.xml"))
        .contains("failures=\"0\" errors=\"0\" skipped=\"1\"", "would have blocked 3 packets, ");
    assertThat(written("gl-code-quality-report.json")).contains("\"severity\" : \"info\"");
    assertThat(written("summary.md")).contains("Audit: 1 call ", "would have blocked out tcp ");
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("::notice ");
  }

  @Test
  void thePolicyToPaste() throws IOException {
    assertThat(written("policy.xml"))
        .contains(
            "    <!-- unattributed -->\n    <rule>out 198.51.100.9:80/tcp</rule>\n  </allow>\n");
  }
}
