package io.github.mavensandbox.report.ci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Records;
import io.github.mavensandbox.report.Sources;
import io.github.mavensandbox.run.JsonFile;
import java.io.IOException;
import java.io.InputStream;
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

class SarifTest {

  private static final BlockedEndpoint WEB =
      Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3);

  @TempDir Path target;

  @Test
  void aViolationIsAResultThatSaysWhoCalledAndWhatWouldAllowIt() throws Exception {
    JsonNode result = write(Callers.report(WEB)).get(0);

    assertThat(result.get("ruleId").textValue()).isEqualTo("sandbox/violation");
    assertThat(result.at("/message/text").textValue())
        .isEqualTo(
            "com.evil:tracker:1.0: blocked out tcp 198.51.100.9:80 (3 packets), at"
                + " com.evil.Tracker.send:12 (task), via com.squareup.okhttp3:okhttp:4.12.0,"
                + " entered from com.example.PayTest.pays:31, in test com.example.PayTest#pays;"
                + " dependency of com.example:analytics:jar:3.1; to allow it, add"
                + " <rule>out 198.51.100.9:80/tcp</rule>");
    assertThat(result.at("/stacks/1/frames/0/location/message/text").textValue())
        .isEqualTo("com.evil.Tracker.send:12");
    assertThat(result.at("/stacks/1/frames/0/module").textValue())
        .isEqualTo("com.evil:tracker:1.0");
  }

  @Test
  void pointsToTheProjectsOwnLine() throws Exception {
    Path source = target.resolve("shop/src/test/java/com/example/PayTest.java");
    Files.createDirectories(source.getParent());
    Files.createFile(source);
    Sources sources =
        new Sources(
            target,
            Map.of(Callers.MODULE, List.of(target.resolve("shop/src/test/java"))),
            List.of());

    JsonNode place =
        write(new ModuleReport(Callers.MODULE, Callers.report(WEB).report(), sources))
            .get(0)
            .at("/locations/0/physicalLocation");

    assertThat(place.at("/artifactLocation/uri").textValue())
        .isEqualTo("shop/src/test/java/com/example/PayTest.java");
    assertThat(place.at("/artifactLocation/uriBaseId").textValue()).isEqualTo("%SRCROOT%");
    assertThat(place.at("/region/startLine").intValue()).isEqualTo(31);
  }

  @Test
  void eachCallerIsAResultOfItsOwn() throws Exception {
    Attribution attribution =
        Callers.attribution(
            Map.of(
                WEB.endpoint(),
                new CallExplanation(List.of(Callers.tracker(), Callers.nobody()), 0, 1)),
            List.of());

    JsonNode results = write(Callers.module(Callers.run(attribution, WEB)));

    assertThat(results)
        .extracting(result -> result.at("/message/text").textValue().split(":")[0])
        .containsExactly("com.evil", "unattributed", "unattributed");
    assertThat(fingerprints(results)).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNotListedAndWhatIsNotReliableAreResultsToo() throws Exception {
    JsonNode results =
        write(
            Callers.module(
                Records.run("1", "surefire:test", "default-test", Records.reliable(7)),
                Records.run("2", "surefire:test", "second", KernelRecord.unusable("lost"))));

    assertThat(results)
        .extracting(
            result ->
                result.get("ruleId").textValue() + " " + result.at("/message/text").textValue())
        .containsExactly(
            "sandbox/violation blocked 7 packets out that the kernel counted but did not log",
            "sandbox/unreliable the result is not reliable: surefire:test (second): lost");
  }

  @Test
  void ofAFloodOfEndpointsTheLastResultTellsHowManyMoreThereAre() throws Exception {
    BlockedEndpoint[] flood =
        IntStream.rangeClosed(1, 1_002)
            .mapToObj(port -> Records.tcp(PacketDirection.OUT, "198.51.100.9", port, 1))
            .toArray(BlockedEndpoint[]::new);

    JsonNode results = write(Callers.report(flood));

    assertThat(results).hasSize(1_001);
    assertThat(results.get(1_000).at("/message/text").textValue())
        .isEqualTo("and 2 more violations, which report.json lists");
  }

  @Test
  void aBuildWithoutViolationsHasNoResults() throws Exception {
    assertThat(write(Callers.module(Records.run("1", "run", "default-cli", Records.reliable(0)))))
        .isEmpty();
  }

  @Test
  void theNextBuildFindsTheSameFingerprintsWhateverTheVersionsAndLines() throws Exception {
    Origin newer = Origin.artifact("com.evil:tracker:2.0", List.of());
    Frame moved = new Frame("com.evil.Tracker", "send", 99, newer);
    Attribution attribution =
        Callers.attribution(
            Map.of(
                WEB.endpoint(),
                Callers.by(Callers.calls(newer, moved, moved, "com.example.PayTest#pays"))),
            List.of());
    List<String> first = fingerprints(write(Callers.report(WEB)));

    assertThat(fingerprints(write(Callers.module(Callers.run(attribution, WEB)))))
        .isEqualTo(first)
        .hasSize(1);
    assertThat(
            fingerprints(
                write(Callers.report(Records.tcp(PacketDirection.OUT, "198.51.100.9", 81, 3)))))
        .doesNotContainAnyElementsOf(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"}],\"x\":[{\"",
        "[click](https://evil.example)",
        "</script><script>",
        "../../../etc/passwd",
        "a\n\u001b[2J\u0000\u202e\ud800",
      })
  void anyTextGivesAValidFileWithoutLinks(String hostile) throws Exception {
    JsonNode results = write(Callers.hostile(hostile));

    assertThat(Files.readString(file())).matches("(?s)[ -~\n]*").doesNotContain("](");
    assertThat(results).hasSize(1);
    assertThat(results.get(0).at("/locations/0/physicalLocation/artifactLocation/uri").textValue())
        .isEqualTo("pom.xml");
  }

  @Test
  void theSchemaRefusesWhatIsNoSarif() throws IOException {
    assertThat(schema().validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON))
        .isNotEmpty();
  }

  private JsonNode write(ModuleReport... modules) throws IOException {
    JsonFile.write(file(), Sarif.of(List.of(modules)), JsonFile.Lines.FIELDS);
    String text = Files.readString(file());
    assertThat(schema().validate(text, InputFormat.JSON)).isEmpty();
    return new ObjectMapper().readTree(text).at("/runs/0/results");
  }

  private static Schema schema() throws IOException {
    try (InputStream in = SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static List<String> fingerprints(JsonNode results) {
    return results.findValues("partialFingerprints").stream()
        .map(each -> each.get("sandbox/v1").textValue())
        .toList();
  }

  private Path file() {
    return target.resolve("sandbox/report.sarif");
  }
}
