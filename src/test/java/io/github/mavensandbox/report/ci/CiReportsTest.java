package io.github.mavensandbox.report.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Records;
import io.github.mavensandbox.report.Sources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CiReportsTest {

  private static final BlockedEndpoint WEB =
      Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void gitHubGetsAnErrorAtTheLine() throws IOException {
    write(gitHub(), withPom(Callers.report(WEB)), true);

    assertThat(lines())
        .singleElement()
        .asString()
        .startsWith(
            "::error file=my%2C shop%3A/pom.xml,line=1,title=sandbox%3A com.evil%3Atracker%3A1.0%3A"
                + " blocked out tcp 198.51.100.9%3A80::com.evil:tracker:1.0: blocked out tcp"
                + " 198.51.100.9:80 (3 packets), at com.evil.Tracker.send:12 (task)")
        .endsWith("<rule>out 198.51.100.9:80/tcp</rule>");
  }

  @Test
  void whereViolationsDoNotFailTheBuildTheyAreWarningsButAnUnreliableRecordIsAnError()
      throws IOException {
    write(gitHub(), Callers.report(WEB), false);
    write(
        gitHub(),
        Callers.module(
            Records.run("1", "surefire:test", "default-test", KernelRecord.unusable("lost"))),
        false);

    assertThat(lines().get(0)).startsWith("::warning file=");
    assertThat(lines().get(1)).startsWith("::error file=").contains("lost");
  }

  @Test
  void gitHubTakesTenOfAStepOfWhichTheLastTellsOfTheOthers() throws IOException {
    write(gitHub(), Callers.report(ports(12)), true);

    assertThat(lines()).hasSize(10);
    assertThat(lines().get(9))
        .isEqualTo("::error title=sandbox::and 3 more, which target/sandbox/report.html has");
  }

  @Test
  void gitHubsSummaryGetsATableBehindWhatIsThere() throws IOException {
    Files.writeString(summary(), "# Others\n");

    write(gitHub(), Callers.report(WEB), true);

    assertThat(summary())
        .content()
        .startsWith("# Others\n\n<div><h3>1 violation of the policy - com.example:shop:1.0")
        .contains("<td><code>com.evil:tracker:1.0: blocked out tcp 198.51.100.9:80 (3 packets)")
        .contains("add &lt;rule&gt;out 198.51.100.9:80/tcp&lt;/rule&gt;")
        .contains("<code>pom.xml:1</code>");
  }

  @Test
  void aSummaryOfNothingSaysSo() throws IOException {
    write(gitHub(), Callers.module(Records.run("1", "run", "x", Records.reliable(0))), true);

    assertThat(lines()).isEmpty();
    assertThat(summary()).content().contains("Nothing was blocked").doesNotContain("<table>");
  }

  @Test
  void aLongSummaryIsCut() throws IOException {
    write(gitHub(), Callers.report(ports(60)), true);

    assertThat(summary()).content().contains("and 10 more, which target/sandbox/report.html has");
  }

  @Test
  void aSummaryThatCannotBeWrittenIsAnErrorThatNamesIt() throws IOException {
    Files.createDirectory(summary());

    assertThatIOException()
        .isThrownBy(() -> write(gitHub(), Callers.report(WEB), true))
        .withMessageContaining("cannot append to GITHUB_STEP_SUMMARY, " + summary());
  }

  @Test
  void gitLabGetsItsCodeQualityReport() throws IOException {
    write(CiEnvironment.of(Map.of("GITLAB_CI", "true")), Callers.report(ports(2)), true);

    JsonNode issues = codeQuality();
    assertThat(issues).hasSize(2);
    JsonNode issue = issues.get(0);
    assertThat(issue.get("description").textValue())
        .startsWith("com.evil:tracker:1.0: blocked out tcp 198.51.100.9:1 (1 packet)");
    assertThat(issue.get("check_name").textValue()).isEqualTo("sandbox/violation");
    assertThat(issue.get("severity").textValue()).isEqualTo("critical");
    assertThat(issue.at("/location/path").textValue()).isEqualTo("pom.xml");
    assertThat(issue.at("/location/lines/begin").intValue()).isEqualTo(1);
    assertThat(issue.get("fingerprint").textValue())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(issues.get(1).get("fingerprint").textValue());
    assertThat(lines()).isEmpty();
  }

  @Test
  void elsewhereNothingIsWritten() throws IOException {
    write(
        CiEnvironment.of(Map.of("GITHUB_STEP_SUMMARY", summary().toString())),
        Callers.report(WEB),
        true);

    assertThat(lines()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n::error::forged",
        "a\r\n::add-mask::b",
        "%0A::error::forged",
        "x,line=7::forged",
        "</code></td></div>\n\n# Forged\n<script>",
        "`|@everyone [x](https://evil.example)",
        "\u2028\u0085::stop-commands::x",
      })
  void aHostileNameIsNoCommandAndNoMarkup(String hostile) throws IOException {
    ModuleReport module = Callers.hostile(hostile);

    write(gitHub(), module, true);
    write(CiEnvironment.of(Map.of("GITLAB_CI", "true")), module, true);

    assertThat(lines())
        .singleElement()
        .asString()
        .matches("::error file=pom\\.xml,line=1,title=[^:,]*::[ -~]*")
        .doesNotContain("%0A::error::f");
    assertThat(Files.readString(summary()).strip())
        .matches("[ -~\n]*")
        .doesNotContain("\n\n", "</code></td></div>\\", "<script");
    assertThat(codeQuality()).hasSize(1);
  }

  @Test
  void theServersFolderIsKnown() {
    assertThat(
            CiEnvironment.of(Map.of("GITHUB_ACTIONS", "true", "GITHUB_WORKSPACE", "/w")).checkout())
        .contains(Path.of("/w"));
    assertThat(CiEnvironment.of(Map.of("GITLAB_CI", "true", "CI_PROJECT_DIR", "/p")).checkout())
        .contains(Path.of("/p"));
    assertThat(CiEnvironment.of(Map.of("CI_PROJECT_DIR", "/p")).checkout()).isEmpty();
  }

  private static BlockedEndpoint[] ports(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(port -> Records.tcp(PacketDirection.OUT, "198.51.100.9", port, 1))
        .toArray(BlockedEndpoint[]::new);
  }

  private ModuleReport withPom(ModuleReport module) {
    return new ModuleReport(
        module.module(),
        module.report(),
        new Sources(folder, Map.of(), List.of(folder.resolve("my, shop:/pom.xml"))));
  }

  private CiEnvironment gitHub() {
    return CiEnvironment.of(
        Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary().toString()));
  }

  private Path summary() {
    return folder.resolve("summary.md");
  }

  private JsonNode codeQuality() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("gl-code-quality-report.json").toFile());
  }

  private void write(CiEnvironment environment, ModuleReport module, boolean isFailure)
      throws IOException {
    new CiReports(environment, new PrintStream(out, true, StandardCharsets.UTF_8))
        .write(module, isFailure, folder);
  }

  private List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
