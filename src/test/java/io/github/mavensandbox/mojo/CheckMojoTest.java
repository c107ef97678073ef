package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.mojo.project.CollectedLog;
import io.github.mavensandbox.mojo.runners.Planned;
import io.github.mavensandbox.mojo.tests.Unprotected;
import io.github.mavensandbox.policy.Mode;
import io.github.mavensandbox.record.RealRecord;
import io.github.mavensandbox.report.ci.CiEnvironment;
import io.github.mavensandbox.run.BuildSession;
import io.github.mavensandbox.run.RunDescription;
import io.github.mavensandbox.run.RunFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.LifecycleExecutor;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate, on what sandboxed runs leave behind. */
@MojoTest
class CheckMojoTest {

  private static final String POM = "src/test/resources/io/github/mavensandbox/mojo/check/pom.xml";
  private static final String EXPECTING_POM =
      "src/test/resources/io/github/mavensandbox/mojo/check/expecting-pom.xml";

  private static final String PIT = "pitest-maven:mutationCoverage@default";

  private final CollectedLog log = new CollectedLog();
  private final MavenProject project = new MavenProject(new Model());
  private final MavenExecutionRequest request =
      new DefaultMavenExecutionRequest().setStartTime(Date.from(Instant.now().minusSeconds(30)));
  private final BuildSession build = BuildSession.ofThisProcess(request.getStartTime().toInstant());

  private CiEnvironment ci = CiEnvironment.of(Map.of());
  private LifecycleExecutor plan = Planned.by();

  @TempDir Path target;

  @BeforeEach
  void useTarget() {
    project.setBuild(new Build());
    project.getBuild().setDirectory(target.toString());
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void passesWhenNothingWasBlocked(CheckMojo check) throws Exception {
    quietRun("1", "default-test");

    execute(check);

    assertThat(log.messages())
        .containsExactly("INFO surefire:test (default-test): nothing was blocked");
    assertThat(report().get("runs").get(0).get("execution").textValue()).isEqualTo("default-test");
    assertThat(junit()).content().contains("no connection was blocked");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void failsOnViolationsOfEveryRun(CheckMojo check) throws Exception {
    run("1", "default-test");
    quietRun("2", "second");

    assertFails(check, "13 violations of the policy; all of it is in " + page());

    assertThat(log.messages())
        .contains(
            "INFO surefire:test (second): nothing was blocked",
            "WARN surefire:test (default-test): blocked 26 packets that the policy does not"
                + " allow:")
        .anyMatch(
            line ->
                line.endsWith("to allow it, add <rule>out 198.51.100.9:80/tcp</rule>")
                    && line.startsWith("WARN   blocked out tcp 198.51.100.9:80"))
        .anyMatch(line -> line.endsWith("to allow it, add <rule>in 198.51.100.9:22/tcp</rule>"));
    assertThat(report().get("runs")).hasSize(2);
    assertThat(report().get("runs").get(0).get("violations")).hasSize(13);
    assertThat(junit()).content().contains("failures=\"13\" errors=\"0\"");
    assertThat(page()).content().contains("<h1>13 violations of the policy</h1>");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void tellsTheCiServerToo(CheckMojo check) throws Exception {
    run("1", "default-test");
    ci = CiEnvironment.of(Map.of("GITLAB_CI", "true"));

    assertFails(check, "13 violations of the policy");

    assertThat(
            new ObjectMapper()
                .readTree(target.resolve("sandbox/gl-code-quality-report.json").toFile()))
        .hasSize(13);
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void violationsCanBeAWarning(CheckMojo check) throws Exception {
    run("1", "default-test");

    execute(check);

    assertThat(log.messages())
        .endsWith(
            "WARN 13 violations of the policy; all of it is in "
                + page()
                + "; no failure, since sandbox.failOnViolation is false");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void anAuditDoesNotFailForWhatItLetPass(CheckMojo check) throws Exception {
    write(begin("1", "default-test", Mode.AUDIT));
    request.getUserProperties().setProperty("sandbox.failOnViolation", "true");

    execute(check);

    assertThat(log.messages())
        .contains(
            "WARN surefire:test (default-test): audit: would have blocked 26 packets that the policy does not allow:")
        .endsWith(
            "WARN audit: nothing was protected, and 13 calls that the policy does not allow would have been blocked; read the policy that would allow this, and paste it: "
                + target.resolve("sandbox/policy.xml"),
            "WARN sandbox.failOnViolation has no effect on the runs that were audits; build again without sandbox.mode");
    assertThat(target.resolve("sandbox/policy.xml"))
        .content()
        .contains("<rule>out 198.51.100.9:80/tcp</rule>");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void anAuditFailsForARecordThatCannotBeReliedOn(CheckMojo check) throws Exception {
    RunDescription begun = begin("1", "default-test", Mode.AUDIT);
    write(begun);
    Files.delete(folders().of(begun).resolve("counters"));

    assertFails(
        check, "the result is not reliable: surefire:test (default-test): counters is missing");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "expect", value = "198.51.100.9, 2001:db8::9, 127.0.0.53")
  void whatIsExpectedIsListedAndNoViolation(CheckMojo check) throws Exception {
    run("1", "default-test");

    execute(check);

    assertThat(log.messages())
        .startsWith("INFO surefire:test (default-test): nothing unexpected was blocked")
        .anyMatch(line -> line.contains("expected out DNS query for secret.evil.example"));
    assertThat(report().get("expect")).hasSize(3);
    assertThat(report().get("runs").get(0).get("expected")).hasSize(13);
    assertThat(report().get("runs").get(0).get("violations")).isEmpty();
  }

  @Test
  @InjectMojo(goal = "check", pom = EXPECTING_POM)
  void expectationsStandInThePom(CheckMojo check) throws Exception {
    run("1", "default-test");

    assertFails(check, "12 violations of the policy;");

    assertThat(report().get("runs").get(0).get("expected"))
        .singleElement()
        .satisfies(
            query -> assertThat(query.get("name").textValue()).isEqualTo("secret.evil.example"));
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void aDamagedRecordFailsAlways(CheckMojo check) throws Exception {
    RunDescription run = quietRun("1", "default-test");
    Files.writeString(folders().of(run).resolve("counters"), "4 out-blocked 0\n");

    assertFails(
        check,
        "the result is not reliable: surefire:test (default-test): counters is damaged: its last"
            + " line is not 'end'; all of it is in ");
    assertThat(junit()).content().contains("errors=\"1\"");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void aMissingRecordFailsAlways(CheckMojo check) throws Exception {
    folders().write(begin("1", "default-test").end(1, OptionalInt.empty()));

    assertFails(
        check,
        "the result is not reliable: surefire:test (default-test): blocked.json is missing from"
            + " the record (and 2 more);");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void aRecordThatDoesNotAddUpFailsAlways(CheckMojo check) throws Exception {
    Path record = folders().of(quietRun("1", "default-test"));
    Path counters = record.resolve("counters");
    Files.writeString(
        counters,
        Files.readString(counters)
            .replace("4 out-logged 0", "4 out-logged 1")
            .replace("4 out-blocked 0", "4 out-blocked 1"));

    assertFails(check, "the log has 0 'out' packets, the kernel counted 1");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void aRunThatWasCutOffFailsAlways(CheckMojo check) throws Exception {
    RunDescription begun = begin("1", "default-test");
    folders().write(begun);
    RealRecord.writeQuietTo(folders().of(begun));

    assertFails(check, "it was cut off: Maven did not see its end;");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void aRunWithAProblemFailsAlways(CheckMojo check) throws Exception {
    folders().write(quietRun("1", "default-test").withProblem("a fork was not removed"));

    assertFails(check, "surefire:test (default-test): a fork was not removed;");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void aDamagedDescriptionFailsAlways(CheckMojo check) throws Exception {
    Files.writeString(folders().of(quietRun("1", "default-test")).resolve("run.json"), "{");

    assertFails(
        check,
        "the result is not reliable: run.json of run '1' is damaged: it is no JSON object; delete"
            + " the folder ('mvn clean' does) and build again;");
    assertThat(log.messages()).anyMatch(line -> line.startsWith("ERROR run.json of run '1'"));
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void testsOutsideOfTheSandboxFailAlways(CheckMojo check) throws Exception {
    testReport("surefire-reports/TEST-a.A.xml");
    testReport("surefire-reports/TEST-a.B\n[INFO] fine.xml");

    assertFails(
        check,
        "the result is not reliable: tests ran outside of the sandbox:"
            + " surefire-reports/TEST-a.A.xml (and 1 more) was written in this build, but by no"
            + " sandboxed run; bind sandbox:prepare to the build");
    assertThat(junit()).content().contains("tests ran outside of the sandbox");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void testsOfASandboxedRunPass(CheckMojo check) throws Exception {
    RunDescription begun =
        begin("1", "default-test").reportingTo(target.resolve("surefire-reports"));
    testReport("surefire-reports/TEST-a.A.xml");
    folders().write(begun.end(1, OptionalInt.empty()));
    RealRecord.writeQuietTo(folders().of(begun));

    execute(check);

    assertThat(log.messages()).hasSize(1);
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void testsThatTheUserLetRunOutsideAreAWarning(CheckMojo check) throws Exception {
    testReport("surefire-reports/TEST-a.A.xml");
    plan = Planned.by(Planned.execution(PIT, "verify", ""));
    Unprotected.mark(project, "no engine, and sandbox.whenNoEngine is skip");

    execute(check);

    assertThat(log.messages())
        .containsExactly(
            "WARN tests of this build ran outside of the sandbox: no engine, and"
                + " sandbox.whenNoEngine is skip",
            "INFO no sandboxed run in this build");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void whatRunsTestsWithoutSurefireFailsAlways(CheckMojo check) throws Exception {
    plan = Planned.by(Planned.execution(PIT, "verify", ""));

    assertFails(
        check,
        "the result is not reliable: "
            + PIT
            + ", a test runner, runs outside of the sandbox; remove it, or accept that with"
            + " <outside><execution>"
            + PIT
            + "</execution></outside>; all of it is in ");
    assertThat(junit()).content().contains("errors=\"1\"");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "outsideProperty", value = PIT + ",pitest-maven:mutationCoverage@x")
  void whatIsListedIsTold(CheckMojo check) throws Exception {
    plan = Planned.by(Planned.execution(PIT, "verify", ""));

    execute(check);

    assertThat(log.messages())
        .startsWith(
            "INFO " + PIT + ", a test runner, is outside of the sandbox, as <outside> lists it")
        .anyMatch(
            line ->
                line.startsWith(
                    "WARN <outside>: this build has no execution pitest-maven:mutationCoverage@x; "));
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void aModuleOfModulesMayRunTestsToo(CheckMojo check) throws Exception {
    project.setPackaging("pom");
    plan =
        Planned.by(
            Planned.execution(
                "maven-antrun-plugin:run@all", "verify", "<target><junit/></target>"));

    assertFails(check, "maven-antrun-plugin:run@all, a test runner, runs outside of the sandbox; ");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "failOnViolation", value = "false")
  void testsThatComeAfterItFailAlways(CheckMojo check) throws Exception {
    project.setFile(target.resolve("pom.xml").toFile());
    project.getBuild().setTestOutputDirectory(target.toString());
    plan =
        Planned.by(
            check.execution,
            Planned.execution(
                "maven-failsafe-plugin:integration-test@default", "integration-test", ""));

    assertFails(
        check,
        "the result is not reliable: maven-failsafe-plugin:integration-test@default will run outside"
            + " of the sandbox, after the last sandbox:check of this module; ");
    assertThat(junit()).content().contains("errors=\"1\"");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void passesWhenNothingRan(CheckMojo check) throws Exception {
    Path earlier = testReport("failsafe-reports/TEST-a.A.xml");
    assertThat(earlier.toFile().setLastModified(build.start().toEpochMilli() - 60_000)).isTrue();

    execute(check);

    assertThat(log.messages()).containsExactly("INFO no sandboxed run in this build");
    assertThat(report().get("runs")).isEmpty();
    assertThat(junit()).content().contains("no sandboxed run");
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void runsOfOtherBuildsDoNotCount(CheckMojo check) throws Exception {
    RunDescription other =
        RunDescription.begin(
            new BuildSession(build.pid(), build.start().minusSeconds(1)),
            "1",
            "surefire:test",
            "default-test",
            Mode.ENFORCE,
            List.of());
    folders().write(other);

    execute(check);

    assertThat(log.messages()).containsExactly("INFO no sandboxed run in this build");
    assertThat(folders().of(other)).exists();
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void hostileTextForgesNoLineAnywhere(CheckMojo check) throws Exception {
    String hostile = "x\n[INFO] BUILD SUCCESS\u001b[2J\u2028\"<y/>";
    folders().write(begin("1", hostile).end(1, OptionalInt.empty()).withProblem(hostile));
    RealRecord.copyTo(folders().of(begin("1", hostile)));

    assertThatExceptionOfType(MojoFailureException.class)
        .isThrownBy(() -> execute(check))
        .satisfies(
            failure ->
                assertThat(failure.getMessage().replace(target.toString(), "")).matches("[ -~]*"));

    assertThat(log.messages()).allMatch(line -> line.matches("[ -~]*"));
    assertThat(Files.readAllLines(junit())).allMatch(line -> line.matches("[ -~]*"));
    assertThat(Files.readAllLines(reportFile())).allMatch(line -> line.matches("[ -~]*"));
    assertThat(report().get("runs").get(0).get("execution").textValue()).isEqualTo(hostile);
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  void aModuleWithoutTestsIsSkipped(CheckMojo check) throws Exception {
    project.setPackaging("pom");

    execute(check);

    assertThat(log.messages())
        .containsExactly("INFO skipped: a project with packaging 'pom' runs no tests");
    assertThat(target).isEmptyDirectory();
  }

  @Test
  @InjectMojo(goal = "check", pom = POM)
  @MojoParameter(name = "skip", value = "true")
  void canBeSkipped(CheckMojo check) throws Exception {
    run("1", "default-test");

    execute(check);

    assertThat(log.messages()).containsExactly("INFO skipped: sandbox.skip is set");
  }

  private void execute(CheckMojo check) throws Exception {
    check.setLog(log);
    check.project = project;
    check.ci = ci;
    check.lifecycle = plan;
    check.session =
        new MavenSession(
            check.session.getContainer(), request, new DefaultMavenExecutionResult(), project);
    check.session.setProjects(List.of(project));
    check.execute();
  }

  private void assertFails(CheckMojo check, String message) {
    assertThatExceptionOfType(MojoFailureException.class)
        .isThrownBy(() -> execute(check))
        .withMessageContaining(message)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
  }

  private RunFolders folders() {
    return new RunFolders(target.resolve("sandbox/runs"));
  }

  private RunDescription begin(String id, String execution) {
    return begin(id, execution, Mode.ENFORCE);
  }

  private RunDescription begin(String id, String execution, Mode mode) {
    return RunDescription.begin(
        build, id, "surefire:test", execution, mode, List.of("allow 10.0.0.0/8"));
  }

  private void run(String id, String execution) throws IOException {
    write(begin(id, execution));
  }

  private void write(RunDescription begun) throws IOException {
    RunDescription run = begun.end(1, OptionalInt.empty());
    folders().write(run);
    RealRecord.copyTo(folders().of(run));
  }

  private RunDescription quietRun(String id, String execution) throws IOException {
    RunDescription run = begin(id, execution).end(1, OptionalInt.empty());
    folders().write(run);
    RealRecord.writeQuietTo(folders().of(run));
    return run;
  }

  private Path testReport(String name) throws IOException {
    Path file = target.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "<testsuite/>");
  }

  private Path page() {
    return target.resolve("sandbox/report.html");
  }

  private Path reportFile() {
    return target.resolve("sandbox/report.json");
  }

  private Path junit() {
    return target.resolve("sandbox/TEST-sandbox.xml");
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(reportFile().toFile());
  }
}
