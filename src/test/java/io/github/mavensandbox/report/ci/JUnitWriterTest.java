package io.github.mavensandbox.report.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.Records;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitWriterTest {

  private final JUnitWriter writer = new JUnitWriter();

  @TempDir Path target;

  @Test
  void eachViolationIsAFailedCaseWithTheRuleThatWouldAllowIt() throws IOException {
    write(
        Records.run(
            "1",
            "surefire:test",
            "default-test",
            Records.reliable(
                0,
                Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3),
                Records.dns("127.0.0.53", "evil.example"),
                Records.tcp(PacketDirection.IN, "198.51.100.7", 8080, 1),
                Records.tcp(PacketDirection.NOISE, "198.51.100.7", 67, 4))),
        Records.run("2", "failsafe:integration-test", "default", Records.reliable(0)));

    assertThat(file())
        .hasContent(
"""
<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="sandbox" tests="3" failures="3" errors="0" skipped="0" time="0">
  <testcase classname="surefire:test/default-test" name="out tcp 198.51.100.9:80" time="0"><failure message="blocked 3 packets, the first at 2026-11-24T10:31:02.113442Z, the last at 2026-11-24T10:31:03.613442Z; to allow it, add &lt;rule&gt;out 198.51.100.9:80/tcp&lt;/rule&gt;" type="violation"></failure></testcase>
  <testcase classname="surefire:test/default-test" name="out DNS query for evil.example" time="0"><failure message="blocked 2 packets, the first at 2026-11-24T10:31:02.113442Z, the last at 2026-11-24T10:31:03.613442Z; to allow the host, add &lt;rule&gt;out evil.example&lt;/rule&gt;, or &lt;rule&gt;out evil.example:PORT&lt;/rule&gt; for one port" type="violation"></failure></testcase>
  <testcase classname="surefire:test/default-test" name="in tcp from 198.51.100.7 to port 8080" time="0"><failure message="blocked 1 packet, the first at 2026-11-24T10:31:02.113442Z, the last at 2026-11-24T10:31:02.113442Z; to allow it, add &lt;rule&gt;in 198.51.100.7:8080/tcp&lt;/rule&gt;" type="violation"></failure></testcase>
</testsuite>
""");
  }

  @Test
  void aFailureBeginsWithWhoCalledAndHasTheDetails() throws Exception {
    write(
        Callers.report(Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3))
            .report()
            .runs()
            .get(0));

    Element failure = child(cases().get(0));
    assertThat(failure.getAttribute("message"))
        .startsWith("com.evil:tracker:1.0: blocked 3 packets, the first at ");
    assertThat(failure.getTextContent().strip())
        .startsWith("at com.evil.Tracker.send:12 (task), via ")
        .endsWith("dependency of com.example:analytics:jar:3.1");
  }

  @Test
  void oneCasePassesWhenNothingWasBlocked() throws Exception {
    write(Records.run("1", "surefire:test", "default-test", Records.reliable(0)));

    assertThat(cases())
        .singleElement()
        .satisfies(
            testCase -> {
              assertThat(testCase.getAttribute("name")).isEqualTo("no connection was blocked");
              assertThat(testCase.hasChildNodes()).isFalse();
            });
  }

  @Test
  void oneCaseIsSkippedWhenNothingRan() throws Exception {
    write();

    assertThat(cases())
        .singleElement()
        .satisfies(testCase -> assertThat(child(testCase).getTagName()).isEqualTo("skipped"));
  }

  @Test
  void problemsAreErrors() throws Exception {
    writer.write(
        new Report(
            List.of(),
            List.of(),
            List.of(
                Records.run("1", "surefire:test", "default-test", KernelRecord.unusable("lost"))),
            List.of("tests ran outside of the sandbox")),
        file());

    assertThat(cases())
        .extracting(
            testCase -> testCase.getAttribute("classname"),
            testCase -> child(testCase).getTagName(),
            testCase -> child(testCase).getAttribute("message"))
        .containsExactly(
            tuple("surefire:test/default-test", "error", "lost"),
            tuple("sandbox", "error", "tests ran outside of the sandbox"));
    assertThat(suite().getAttribute("errors")).isEqualTo("2");
  }

  @Test
  void packetsThatNothingListedAccountsForAreACase() throws Exception {
    write(Records.run("1", "surefire:test", "default-test", Records.reliable(7)));

    assertThat(cases())
        .singleElement()
        .satisfies(
            testCase ->
                assertThat(child(testCase).getAttribute("message"))
                    .startsWith("blocked 7 packets"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\n<testcase/>",
        "\"/><x y=\"",
        "]]>&amp;&#0;",
        "\u0000\u0001\u001b[2J\u007f\u009b",
        "\ufffe\uffff\u2028\u202e",
        "\ud800 alone",
        "\ud83d\ude00 \u00e4",
      })
  void anyTextGivesWellFormedXmlOnTheSameLines(String hostile) throws Exception {
    writer.write(
        new Report(
            List.of(),
            List.of(),
            List.of(
                Records.run(
                    "1",
                    hostile,
                    hostile,
                    Records.reliable(0, Records.dns("127.0.0.53", hostile)))),
            List.of(hostile)),
        file());

    assertThat(Files.readAllLines(file())).hasSize(5).allMatch(line -> line.matches("[ -~]*"));
    assertThat(cases()).hasSize(2);
  }

  @Test
  void theSameReportGivesTheSameBytes() throws IOException {
    Run run =
        Records.run(
            "1",
            "surefire:test",
            "default-test",
            Records.reliable(0, Records.dns("127.0.0.53", "evil.example")));
    write(run);
    byte[] first = Files.readAllBytes(file());
    write(run);

    assertThat(file()).hasBinaryContent(first);
    assertThat(file().getParent().toFile().list()).containsExactly("TEST-sandbox.xml");
  }

  @Test
  void saysSoWhenNoRuleCanAllowIt() throws Exception {
    write(
        Records.run(
            "1",
            "surefire:test",
            "default-test",
            Records.reliable(0, Records.tcp(PacketDirection.OUT, "127.0.0.53", 53, 1))));

    assertThat(child(cases().get(0)).getAttribute("message")).endsWith("; no rule can allow it");
  }

  private void write(Run... runs) throws IOException {
    writer.write(new Report(List.of(), List.of(), List.of(runs), List.of()), file());
  }

  private Path file() {
    return target.resolve("sandbox/TEST-sandbox.xml");
  }

  private Element suite() throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file().toFile());
    return document.getDocumentElement();
  }

  private List<Element> cases() throws Exception {
    NodeList nodes = suite().getElementsByTagName("testcase");
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Element child(Element testCase) {
    return Optional.ofNullable((Element) testCase.getFirstChild()).orElseThrow();
  }
}
