package io.github.mavensandbox.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.Golden;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.ConsoleSummary;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Records;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.Sources;
import io.github.mavensandbox.report.ci.CiEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds each format byte for byte: other programs read them. */
class ReportFormatsTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private RichReports rich;

  @BeforeEach
  void makeReports() {
    rich = new RichReports(folder.resolve("build"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report.json",
        "report.html",
        "report.sarif",
        "policy.xml",
        "gl-code-quality-report.json"
      })
  void aModulesFileIsTheSame(String file) throws IOException {
    reports().write(rich.shop(), true);

    Golden.assertSame(file, Files.readString(folder.resolve(file)));
  }

  @Test
  void wherePolicyFilesAreInForceTheOneToChangeIsNamed() throws IOException {
    Run run =
        Records.run(
            "1",
            "surefire:test",
            "default-test",
            Records.reliable(0, Records.tcp(PacketDirection.OUT, "198.51.100.9", 443, 1)));
    Run ofFile =
        new Run(run.description(), run.verdict(), run.attribution(), Optional.of("policy.txt"));
    new Reports(folder, CiEnvironment.of(Map.of()), System.out)
        .write(
            new ModuleReport(
                "it:app:1",
                new Report(List.of(), List.of(), List.of(ofFile), List.of()),
                new Sources(folder, Map.of(), List.of())),
            true);

    assertThat(Files.readString(folder.resolve("report.html")))
        .contains("'allow out 198.51.100.9:443/tcp'</code>, in policy.txt</dd>");
    assertThat(Files.readString(folder.resolve("report.sarif")))
        .contains("to allow it, add 'allow out 198.51.100.9:443/tcp' to policy.txt");
    assertThat(Files.readString(folder.resolve("policy.xml")))
        .contains("Add what is new to policy.txt, as lines such as 'allow out ");
  }

  @Test
  void testResultsAreTheSame() throws IOException {
    reports().writeJUnit(rich.shop().report());

    Golden.assertSame("TEST-sandbox.xml", Files.readString(folder.resolve("TEST-sandbox.xml")));
  }

  @Test
  void testResultsOfNothingAreTheSame() throws IOException {
    reports().writeJUnit(rich.idle().report());

    Golden.assertSame(
        "TEST-sandbox-idle.xml", Files.readString(folder.resolve("TEST-sandbox.xml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reactor.json", "reactor.html", "reactor.sarif"})
  void aBuildsFileIsTheSame(String file) throws IOException {
    Reactor reactor =
        new Reactor(
            folder, List.of("com.example:idle:1.0", Callers.MODULE, "com.example:later:1.0"));
    reactor.add(rich.shop());
    reactor.add(rich.idle());

    Golden.assertSame(file, Files.readString(folder.resolve(file)));
  }

  @Test
  void gitHubsAnnotationsAreTheSame() throws IOException {
    reports().write(rich.shop(), true);
    reports().write(rich.crowded(), false);

    Golden.assertSame("annotations.txt", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void gitHubsSummaryIsTheSame() throws IOException {
    reports().write(rich.shop(), true);
    reports().write(rich.crowded(), true);
    reports().write(rich.idle(), true);

    Golden.assertSame("summary.md", Files.readString(folder.resolve("summary.md")));
  }

  @Test
  void theConsoleIsTheSame() {
    ConsoleSummary summary = new ConsoleSummary(ZoneOffset.ofHours(1));
    List<String> lines = new ArrayList<>();
    rich.shop().report().runs().forEach(run -> lines.addAll(summary.lines(run)));
    rich.shop().report().runs().forEach(run -> lines.addAll(summary.linesOfSingleRun(run)));
    lines.addAll(summary.linesOfSingleRun(rich.crowded().report().runs().get(0)));

    Golden.assertSame("console.txt", String.join("\n", lines) + "\n");
  }

  private Reports reports() {
    return new Reports(
        folder,
        new CiEnvironment(
            true, true, Optional.of(folder.resolve("summary.md")), Optional.of(folder)),
        new PrintStream(out, true, StandardCharsets.UTF_8));
  }
}
