package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestProject;
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
}
