package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.servers.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The goal {@code run}, with a program that does what its arguments say, and the gate on it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RunIT {

  private static final String IMAGE = "it-run-sandbox:1";
  private static final Servers SERVERS = Servers.ofThisRun();
  private static final String ALLOWED = SERVERS.allowed4() + ":8080";
  private static final String BLOCKED = SERVERS.blocked4() + ":8080";

  @TempDir private static Path folder;
  private static TestProject project;
  private static MavenRun exit;
  private static MavenRun properties;
  private static MavenRun command;
  private static MavenRun skipped;
  private static MavenRun expected;
  private static MavenRun violated;

  /** One after another in one folder, where each leaves a record. */
  @BeforeAll
  static void run() throws Exception {
    project = TestProject.copyOf("run", folder.resolve("project"));
    exit = run("sandbox:run", "-Dsandbox.args=exit=42");
    properties =
        run(
            "sandbox:run",
            "-Dsandbox.allow=" + BLOCKED + "/tcp",
            "-Dsandbox.args=say='one argument' property=colour property=java.home property=user.language property=user.country get=http://%s/ get=http://%s/"
                .formatted(ALLOWED, BLOCKED),
            "-Dsandbox.from.image=docker://sandbox-dev/jvm-only:17",
            "-Dsandbox.jvmFlags=-Dcolour=red");
    command =
        run(
            "sandbox:run",
            "-Dsandbox.command=id; cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes;"
                + " ls /sys/class/net; df -k /dev/shm; cat /proc/net/if_inet6",
            "-Dsandbox.engineNetworks=bridge",
            "-Dsandbox.memory=256m",
            "-Dsandbox.shmSize=16m");
    skipped = run("sandbox:run", "sandbox:build", "sandbox:policy", "-Dsandbox.skip");
    expected = run("sandbox:run", "sandbox:check", "-Dsandbox.expect=" + BLOCKED + "/tcp");
    violated = run("sandbox:run", "sandbox:check");
  }

  private static MavenRun run(String... arguments) throws Exception {
    Map<String, String> variables =
        Map.of(
            "TOKEN", "of-the-caller", "JAVA_TOOL_OPTIONS", "-Duser.language=de -Duser.country=DE");
    return MavenRun.awaited(project.start(variables, arguments));
  }

  @AfterAll
  static void removeImage() throws Exception {
    EngineUnderTest.removeImages(IMAGE);
  }

  private static void assertSucceeded(MavenRun run) {
    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  @Test
  void theExitCodeIsTold() {
    assertThat(exit.exitCode()).isNotZero();
    assertThat(exit.output()).contains("the program exited with 42");
  }

  @Test
  void aUserPropertyWinsOverThePom() {
    assertSucceeded(properties);
    assertThat(properties.output())
        .contains(
            "program: said: one argument",
            "program: colour: red",
            "program: java.home: /opt/java",
            "program: user.language: de",
            "program: user.country: DE",
            "program: http://" + ALLOWED + "/: refused",
            "program: http://" + BLOCKED + "/: hello",
            "add <rule>out " + ALLOWED + "/tcp</rule>");
  }

  @Test
  void anyCommandRunsWithOtherNetworksAndLimits() throws Exception {
    assertSucceeded(command);
    assertThat(command.output())
        .contains("uid=10001(app) gid=10001(app) groups=10001(app)", "eth0")
        .doesNotContain("eth1")
        .containsPattern("(?m)^shm +16384 ")
        .as("::1, also where Docker has no IPv6")
        .containsPattern("(?m)^0{31}1 .* lo$");
    if (!EngineUnderTest.ignoresLimits()) {
      assertThat(command.lines()).contains(Integer.toString(256 * 1024 * 1024));
    }
  }

  @Test
  void whatIsSkippedIsSaid() {
    assertSucceeded(skipped);
    assertThat(skipped.lines())
        .filteredOn(line -> line.contains("skipped: sandbox.skip is set"))
        .hasSize(3);
  }

  @Test
  void whatThePomSaysHolds() {
    assertThat(violated.output())
        .contains(
            "program: colour: green of the POM",
            "program: said: two words",
            "program: http://" + ALLOWED + "/: hello",
            "program: http://" + BLOCKED + "/: refused");
    assertThat(violated.output()).as("with loopback").contains("program: networks: 3");
  }

  @Test
  void nothingOfTheCallersEnvironmentGoesIn() {
    assertThat(violated.lines())
        .filteredOn(line -> line.startsWith("program: environment:"))
        .singleElement()
        .asString()
        .contains("MODE=of the POM")
        .doesNotContain("TOKEN");
  }

  @Test
  void whatIsExpectedPassesTheGate() {
    assertSucceeded(expected);
    assertThat(expected.output())
        .contains("run (default-cli): nothing unexpected was blocked")
        .containsPattern("expected out tcp " + Pattern.quote(BLOCKED) + " \\(\\d+ packets?, first ")
        .doesNotContain("WARNING");
  }

  @Test
  void whatIsNotExpectedFailsTheGate() {
    assertThat(violated.failures())
        .as(violated.output())
        .singleElement()
        .asString()
        .contains("1 violation of the policy; all of it is in ");
    assertThat(violated.output())
        .containsPattern(
            "WARNING\\] run \\(default-cli\\): blocked \\d+ packets? that the policy does not allow:");
  }

  @Test
  void aViolationIsAFailedTest() throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(project.path("target/sandbox/TEST-sandbox.xml").toFile())
            .getDocumentElement();
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    Element test = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(test.getAttribute("classname")).isEqualTo("run/default-cli");
    assertThat(test.getAttribute("name")).isEqualTo("out tcp " + BLOCKED);
    Element failure = (Element) test.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).endsWith("<rule>out " + BLOCKED + "/tcp</rule>");
  }

  @Test
  void theReportIsOfTheLastBuildsRun() throws Exception {
    JsonNode report =
        new ObjectMapper().readTree(project.path("target/sandbox/report.json").toFile());
    assertThat(report.path("policy"))
        .singleElement()
        .extracting(JsonNode::asText)
        .isEqualTo("allow " + ALLOWED + "/tcp");
    assertThat(report.path("runs")).hasSize(1);
    JsonNode run = report.path("runs").get(0);
    assertThat(run.path("goal").asText()).isEqualTo("run");
    assertThat(run.path("execution").asText()).isEqualTo("default-cli");
    assertThat(run.path("exitCode").isInt()).isTrue();
    assertThat(run.path("exitCode").asInt()).isZero();
    assertThat(run.path("violations")).hasSize(1);
    JsonNode violation = run.path("violations").get(0);
    assertThat(violation.path("address").asText()).isEqualTo(SERVERS.blocked4());
    assertThat(violation.path("port").asInt()).isEqualTo(8080);
    assertThat(violation.path("uid").asInt()).isEqualTo(10001);
    assertThat(violation.path("rule").asText()).isEqualTo("out " + BLOCKED + "/tcp");
  }

  @Test
  void theRawRecordOfEachRunIsKept() throws IOException {
    assertThat(runs())
        .hasSize(5)
        .allSatisfy(run -> assertThat(run.resolve("blocked.pcap")).isNotEmptyFile());
  }

  @Test
  void eachMainClassHadAnAgent() throws IOException {
    List<Path> attempts =
        runs().stream().map(run -> run.resolve("attempts/1.jsonl")).filter(Files::exists).toList();

    assertThat(attempts)
        .hasSize(4)
        .allSatisfy(
            file ->
                assertThat(Files.readAllLines(file).get(0))
                    .startsWith("{\"v\":1,\"type\":\"start\""));
  }

  private static List<Path> runs() throws IOException {
    try (Stream<Path> runs = Files.list(project.path("target/sandbox/runs"))) {
      return runs.toList();
    }
  }

  @Test
  void noContainerIsLeft() throws Exception {
    assertThat(EngineUnderTest.run("ps", "--all", "--quiet", "--filter", "ancestor=" + IMAGE))
        .isEmpty();
  }
}
