package io.github.mavensandbox.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.attribution.Attribution;
import io.github.mavensandbox.attribution.CallExplanation;
import io.github.mavensandbox.attribution.Frame;
import io.github.mavensandbox.attribution.Origin;
import io.github.mavensandbox.attribution.OtherAttempt;
import io.github.mavensandbox.policy.Expectations;
import io.github.mavensandbox.record.BlockedEndpoint;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.PacketDirection;
import io.github.mavensandbox.report.Callers;
import io.github.mavensandbox.report.ModuleReport;
import io.github.mavensandbox.report.Records;
import io.github.mavensandbox.report.Report;
import io.github.mavensandbox.report.Run;
import io.github.mavensandbox.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlWriterTest {

  private static final BlockedEndpoint WEB =
      Records.tcp(PacketDirection.OUT, "198.51.100.9", 80, 3);

  private final HtmlWriter writer = new HtmlWriter();

  @TempDir Path target;

  @Test
  void beginsWithTheVerdict() throws Exception {
    write(Callers.report(WEB));

    assertThat(text("h1")).containsExactly("1 violation of the policy");
    assertThat(text("title"))
        .containsExactly("1 violation of the policy - com.example:shop:1.0 - sandbox");
    assertThat(element("header").getAttribute("class")).isEqualTo("failed");
  }

  @Test
  void tellsWhoCalledAndHowItCameIntoTheProject() throws Exception {
    write(Callers.report(WEB));

    assertThat(section("artifacts"))
        .containsSubsequence(
            "com.evil:tracker:1.0",
            "com.example:shop:jar:1.0",
            "com.example:analytics:jar:3.1",
            "com.evil:tracker:jar:1.0",
            "out tcp 198.51.100.9:80",
            "com.evil.Tracker.send:12 task",
            "com.squareup.okhttp3:okhttp:4.12.0",
            "entered from",
            "com.example.PayTest.pays:31",
            "in test",
            "com.example.PayTest#pays",
            "sun.nio.ch.NioSocketImpl.connect:592",
            "It did so as a task of:",
            "Its code handed the work to another thread, as a task.");
  }

  @Test
  void tellsWhatWouldAllowAnEndpoint() throws Exception {
    write(Callers.report(WEB, Records.dns("127.0.0.53", "evil.example")));

    assertThat(section("endpoints"))
        .containsSubsequence(
            "out tcp 198.51.100.9:80",
            "3 packets",
            "2026-11-24 10:31:02.113 UTC",
            "com.evil:tracker:1.0",
            "<rule>out 198.51.100.9:80/tcp</rule>",
            "out DNS query for evil.example",
            "<rule>out evil.example</rule>",
            "<rule>out evil.example:PORT</rule>");
  }

  @Test
  void tellsWhichTestsCalled() throws Exception {
    write(Callers.report(WEB));

    assertThat(section("tests"))
        .containsSubsequence(
            "com.example.PayTest#pays", "out tcp 198.51.100.9:80 by com.evil:tracker:1.0");
  }

  @Test
  void whatNoAttemptExplainsIsUnattributedWithThoseWhoCouldHaveDoneIt() throws Exception {
    OtherAttempt curl = new OtherAttempt(OtherAttempt.Kind.PROCESS, "curl", "", Callers.tracker());
    write(Callers.module(Callers.run(Callers.attribution(Map.of(), List.of(), curl), WEB)));

    assertThat(section("artifacts"))
        .containsSubsequence(
            "Unattributed",
            "out tcp 198.51.100.9:80",
            "3 packets while no attempt is known of",
            "the process curl",
            "com.evil.Tracker.send:12");
  }

  @Test
  void packetsBetweenTheAttemptsOfAKnownCallerAreUnattributedToo() throws Exception {
    Attribution attribution =
        Callers.attribution(
            Map.of(WEB.endpoint(), new CallExplanation(List.of(Callers.tracker()), 0, 1)),
            List.of());
    write(Callers.module(Callers.run(attribution, WEB)));

    assertThat(section("artifacts"))
        .containsSubsequence(
            "com.evil:tracker:1.0", "Unattributed", "1 packet while no attempt is known of");
    assertThat(section("endpoints")).contains("3 packets").doesNotContain("6 packets");
  }

  @Test
  void withoutAnAgentItSaysThatNobodyKnowsWhoCalled() throws Exception {
    write(Callers.module(Records.run("1", "run", "default-cli", Records.reliable(0, WEB))));

    assertThat(section("artifacts")).contains("There was no agent in this run");
    assertThat(section("runs")).contains("not known: there was no agent in this run");
  }

  @Test
  void whatCameFromElsewhereIsNobodysFaultHere() throws Exception {
    write(Callers.report(Records.tcp(PacketDirection.IN, "198.51.100.7", 8080, 1)));

    assertThat(section("artifacts")).contains("No violation from inside is listed.");
    assertThat(section("endpoints")).contains("in tcp from 198.51.100.7 to port 8080");
  }

  @Test
  void listsWhatIsNoViolationWithTheRun() throws Exception {
    BlockedEndpoint noise = Records.tcp(PacketDirection.NOISE, "198.51.100.7", 67, 4);
    OtherAttempt unreachable =
        new OtherAttempt(
            OtherAttempt.Kind.UNREACHABLE,
            "tcp [2001:db8::9]:443",
            "java.net.NoRouteToHostException: No route to host",
            Callers.tracker());
    Run run =
        new Run(
            Records.description("1", "surefire:test", "default-test"),
            Verdict.of(Records.reliable(5, WEB, noise), Expectations.of(List.of("198.51.100.9"))),
            Callers.attribution(Map.of(), List.of(unreachable)));
    write(Callers.module(run));

    assertThat(text("h1")).containsExactly("It is not known whether anything was blocked");
    assertThat(section("runs"))
        .containsSubsequence(
            "surefire:test (default-test)",
            "Not reliable",
            "it was cut off: Maven did not see its end",
            "Expected, and so no violation",
            "out tcp 198.51.100.9:80, 3 packets",
            "Unreachable",
            "tcp [2001:db8::9]:443 java.net.NoRouteToHostException: No route to host",
            "com.evil.Tracker.send:12",
            "Noise, and so no violation",
            "noise tcp 198.51.100.7:67, 4 packets",
            "The kernel's counters");
    assertThat(section("policy")).contains("allow 192.168.0.0/24", "expect out telemetry.example");
  }

  @Test
  void packetsOfNoListedEndpointAreShownWithTheRun() throws Exception {
    write(Callers.module(Records.run("1", "surefire:test", "default-test", Records.reliable(7))));

    assertThat(text("h1")).containsExactly("1 violation of the policy");
    assertThat(section("runs")).contains("7 more packets out that the kernel counted");
  }

  @Test
  void aResultThatCannotBeReliedOnSaysWhyAtTheTop() throws Exception {
    write(
        Callers.module(
            Records.run("1", "surefire:test", "default-test", KernelRecord.unusable("lost"))));

    assertThat(document().getDocumentElement().getTextContent())
        .as("claims no more than is known")
        .doesNotContain("Nothing was blocked", "Nothing unexpected");
    assertThat(element("header").getAttribute("class")).isEqualTo("failed");
    assertThat(element("header").getTextContent())
        .contains(
            "It is not known whether anything was blocked", "surefire:test (default-test): lost");
  }

  @Test
  void nothingThatRanIsNoSuccess() throws Exception {
    write(Callers.module());

    assertThat(text("h1")).containsExactly("Nothing ran in the sandbox");
    assertThat(element("header").getAttribute("class")).isEqualTo("nothing");
  }

  @Test
  void severalModulesAreToldApart() throws Exception {
    ModuleReport other =
        new ModuleReport("com.example:other:1.0", Callers.report(WEB).report(), Callers.NO_SOURCES);
    write(Callers.report(WEB), other);

    assertThat(text("h1")).containsExactly("2 violations of the policy");
    assertThat(section("runs"))
        .contains("com.example:shop:1.0, surefire:test", "com.example:other:1.0, surefire:test");
    assertThat(section("endpoints")).contains("6 packets");
  }

  @Test
  void aLongListIsCutAndSaysSo() throws Exception {
    BlockedEndpoint[] many =
        IntStream.rangeClosed(1, 250)
            .mapToObj(port -> Records.tcp(PacketDirection.OUT, "198.51.100.9", port, 1))
            .toArray(BlockedEndpoint[]::new);
    write(Callers.report(many));

    assertThat(section("endpoints")).contains("and 50 more, which report.json lists");
  }

  @Test
  void aBrowserAppliesItsOwnStyleSheetAndLoadsNothing() throws Exception {
    write(Callers.report(WEB));

    byte[] css = element("style").getTextContent().getBytes(StandardCharsets.UTF_8);
    String hash =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(css));
    assertThat(((Element) document().getElementsByTagName("meta").item(1)).getAttribute("content"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                .formatted(hash));
    assertThat(Files.readString(file()))
        .contains("@media print")
        .doesNotContain("<script", "src=", "url(", "@import", "http://", "https://");
    assertThat(element("style").getTextContent()).doesNotContain("<", ">", "&");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "</style></code></html><img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)",
        "' ]]> <!-- &lt; &#60;",
        "a\n\u001b[2J\u0000\u202e\ud800",
      })
  void anyTextIsNothingButText(String hostile) throws Exception {
    Origin origin = Origin.artifact(hostile, List.of(hostile, hostile, hostile));
    Frame frame = new Frame(hostile, hostile, 1, origin);
    BlockedEndpoint query = Records.dns("127.0.0.53", hostile);
    OtherAttempt other =
        new OtherAttempt(
            OtherAttempt.Kind.UNREACHABLE,
            hostile,
            hostile,
            Callers.calls(origin, frame, frame, hostile));
    Attribution attribution =
        Callers.attribution(
            Map.of(
                query.endpoint(),
                new CallExplanation(List.of(Callers.calls(origin, frame, frame, hostile)), 0, 1)),
            List.of(other),
            new OtherAttempt(OtherAttempt.Kind.PROCESS, hostile, "", Callers.nobody()));
    Run run = Callers.run(attribution, query);
    write(Callers.report(Records.dns("127.0.0.53", "harmless")));
    List<String> harmless = names();
    write(
        new ModuleReport(
            hostile,
            new Report(
                List.of(hostile),
                List.of(hostile),
                List.of(
                    new Run(run.description().withProblem(hostile), run.verdict(), attribution)),
                List.of(hostile)),
            Callers.NO_SOURCES));

    assertThat(Files.readString(file())).matches("(?s)[ -~\n]*");
    assertThat(names())
        .isSubsetOf(
            concat(harmless, List.of("li", "ul", "small", "class=suspects", "class=unattributed")));
  }

  private static List<String> concat(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /** All elements, and all attributes; of classes their values, too. */
  private List<String> names() throws Exception {
    NodeList elements = document().getElementsByTagName("*");
    return IntStream.range(0, elements.getLength())
        .mapToObj(i -> (Element) elements.item(i))
        .flatMap(
            element ->
                Stream.concat(
                    Stream.of(element.getTagName()),
                    IntStream.range(0, element.getAttributes().getLength())
                        .mapToObj(i -> element.getAttributes().item(i))
                        .map(
                            attribute ->
                                attribute.getNodeName()
                                    + (attribute.getNodeName().equals("class")
                                        ? "=" + attribute.getNodeValue()
                                        : ""))))
        .distinct()
        .toList();
  }

  @Test
  void theSameReportGivesTheSameBytes() throws IOException {
    write(Callers.report(WEB));
    byte[] first = Files.readAllBytes(file());
    write(Callers.report(WEB));

    assertThat(file()).hasBinaryContent(first);
    assertThat(file().getParent().toFile().list()).containsExactly("report.html");
  }

  private void write(ModuleReport... modules) throws IOException {
    writer.write(List.of(modules), List.of(), file());
  }

  private Path file() {
    return target.resolve("sandbox/report.html");
  }

  private Document document() throws Exception {
    return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(file().toFile());
  }

  private Element element(String name) throws Exception {
    return (Element) document().getElementsByTagName(name).item(0);
  }

  private List<String> text(String name) throws Exception {
    NodeList nodes = document().getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  private String section(String id) throws Exception {
    NodeList sections = document().getElementsByTagName("section");
    return IntStream.range(0, sections.getLength())
        .mapToObj(i -> (Element) sections.item(i))
        .filter(section -> section.getAttribute("id").equals(id))
        .map(Element::getTextContent)
        .findFirst()
        .orElseThrow();
  }
}
