package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code policy}, which needs no engine. */
class PolicyGoalIT {

  @TempDir private static Path folder;
  private static TestProject project;

  @BeforeAll
  static void copyProject() throws Exception {
    project = TestProject.copyOf("policy", folder.resolve("project"));
  }

  private static MavenRun run(String... more) throws Exception {
    return MavenRun.awaited(
        project.maven("sandbox:policy", "-Dsandbox.engine=/no/such/engine").with(more).start());
  }

  @AfterEach
  void itTouchesNothing() {
    assertThat(project.path("target")).doesNotExist();
  }

  @Test
  void thePolicyIsPrintedInWordsAndAsItIsLoaded() throws Exception {
    MavenRun run = run();

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .containsPattern("10\\.0\\.0\\.0/8 +in and out, every protocol")
        .containsPattern("out db\\.internal:5432/tcp +out, TCP port 5432")
        .containsPattern("10\\.1\\.0\\.0/16 +in and out, every protocol")
        .containsPattern("out telemetry\\.example +the DNS query for that name")
        .contains(
            ":OUTPUT DROP [0:0]",
            "-A OUTPUT -m set --match-set out-deny-any4 dst -j blocked-out",
            "add out-allow-any4 10.0.0.0/8",
            "db.internal out-named-port ,6:5432");
  }

  @Test
  void aUserPropertyWins() throws Exception {
    MavenRun run = run("-Dsandbox.allow=none");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains(":OUTPUT DROP [0:0]")
        .doesNotContainPattern("add (out|in)-(allow|named|exact)");
  }

  @Test
  void aBadRuleIsRefused() throws Exception {
    assertRefused(
        "allow=10.0.0.0/33",
        "<allow> rule 1, '10.0.0.0/33': prefix length 33 is longer than an IPv4 address (32)");
  }

  @Test
  void aBadRuleOfWhatIsExpectedIsRefused() throws Exception {
    assertRefused(
        "expect=out telemetry.example,out db.internal:5432",
        "<expect> rule 2, 'out db.internal:5432': a blocked host is only known by the DNS query");
  }

  private static void assertRefused(String property, String message) throws Exception {
    MavenRun run = run("-Dsandbox." + property);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains(message);
  }

  @Test
  void rulesOfFilesAndOfAnArtifactAreAddedToThePoms() throws Exception {
    TestProject shop =
        shop("<file>policy.txt, shared.txt</file><artifact>it.policies:shared:1</artifact>")
            .file("app/policy.txt", "# the module's\nallow 10.0.0.4 # its server\n")
            .file("policy.txt", "allow 10.0.0.99\n")
            .file("shared.txt", "allow 10.0.0.8\nallow out 10.0.0.8:80\n");
    shop.install("it.policies", "shared", "txt", "allow 10.0.0.16\ndeny 10.1.0.0/16\n");

    MavenRun run = policyOf(shop);
    MavenRun replaced = policyOf(shop, "-Dsandbox.allow=10.0.0.32", "-Dsandbox.deny=none");
    MavenRun otherFile = policyOf(shop, "-Dsandbox.policy=../policy.txt");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .containsPattern("  10\\.0\\.0\\.1 +in and out, every protocol")
        .containsPattern("  10\\.0\\.0\\.4 +in and out, every protocol")
        .containsPattern("  10\\.0\\.0\\.8 +in and out, every protocol")
        .containsPattern("  10\\.0\\.0\\.16 +in and out, every protocol")
        .containsPattern("  10\\.1\\.0\\.0/16 +in and out, every protocol")
        .doesNotContain("10.0.0.99", "192.168.0.0/24", "not in effect");
    assertThat(replaced.exitCode()).as(replaced.output()).isZero();
    assertThat(replaced.output())
        .containsPattern("  10\\.0\\.0\\.32 +in and out, every protocol")
        .containsPattern("  10\\.1\\.0\\.0/16 +in and out, every protocol")
        .contains(
            "[INFO] policy.txt: 'allow' rules that are not in effect: '10.0.0.4'; sandbox.allow replaces the list",
            "[INFO] it.policies:shared:1: 'allow' rules that are not in effect: '10.0.0.16'; sandbox.allow replaces the list");
    assertThat(otherFile.exitCode()).as(otherFile.output()).isZero();
    assertThat(otherFile.output())
        .contains(
            "10.0.0.99",
            "[WARNING] POM of it:app: policy file 'shared.txt' is not in effect; sandbox.policy replaces it");
  }

  @Test
  void aMistakeInAPolicyFileIsRefusedWithItsPlace() throws Exception {
    TestProject shop = shop("<file>policy.txt</file>").file("policy.txt", "\nallow  out any\n");

    MavenRun run = policyOf(shop);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output())
        .contains(
            "policy.txt:2:8, 'out any': 'any' would be the name of a host; for every address write '0.0.0.0/0' and '::/0'");
  }

  @Test
  void aPolicyFileThatIsMissingIsRefusedWithWhereItWasLookedFor() throws Exception {
    TestProject shop = shop("<file>no-such.txt</file>");

    MavenRun run = policyOf(shop);

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output())
        .contains(
            "policy file 'no-such.txt' is not there; it was looked for at %s and %s"
                .formatted(shop.path("app/no-such.txt"), shop.path("no-such.txt")));
  }

  @Test
  void aPolicyArtifactThatIsMissingIsRefusedWithItsName() throws Exception {
    MavenRun run = policyOf(shop("<artifact>it.policies:no-such:1</artifact>"));

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.output()).contains("policy artifact it.policies:no-such:1 cannot be had: ");
  }

  @Test
  void whatThePolicyAndAFileDifferInIsToldAsTraffic() throws Exception {
    MavenRun run = compared("allow 10.0.0.0/8", "deny 10.1.0.0/17", "allow out db.internal");
    MavenRun same =
        compared(
            "allow 10.0.0.0/9",
            "allow 10.128.0.0/9",
            "deny 10.1.0.0/16",
            "allow out db.internal:5432/tcp");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.lines())
        .containsSequence(
            "[INFO] Allowed by this policy, and not by old.txt:",
            "[INFO]   nothing",
            "[INFO] Allowed by old.txt, and not by this policy:",
            "[INFO]   10.1.128.0/17",
            "[INFO]   out db.internal:1-5431/tcp",
            "[INFO]   out db.internal/udp",
            "[INFO]   out db.internal:5433-65535/tcp",
            "[INFO]   out db.internal  (protocols other than TCP and UDP alone)");
    assertThat(same.exitCode()).as(same.output()).isZero();
    assertThat(same.lines()).contains("[INFO] no difference: both allow the same traffic");
    assertThat(same.output()).doesNotContain("OUTPUT DROP");
  }

  private static MavenRun compared(String... old) throws Exception {
    project.file("old.txt", String.join("\n", old));
    return run("-Dsandbox.diff=old.txt");
  }

  /** A module, in a build whose root has nothing but files. */
  private TestProject shop(String network) throws Exception {
    Path root = Files.createTempDirectory(folder, "shop");
    return new TestProject(root)
        .file(".mvn/maven.config", "")
        .module(
            TestPom.of("app")
                .withoutEngine()
                .withAllowed("10.0.0.1")
                .withConfiguration("<network>" + network + "</network>"));
  }

  private static MavenRun policyOf(TestProject shop, String... more) throws Exception {
    return MavenRun.awaited(
        shop.maven("sandbox:policy", "--file", "app/pom.xml").with(more).start());
  }
}
