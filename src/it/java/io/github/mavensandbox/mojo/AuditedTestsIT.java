package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import io.github.mavensandbox.servers.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From no policy to a gated build: audit, paste, done. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AuditedTestsIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final String ASKING =
      """
      static String ask(String host) throws Exception {
        try (Socket socket = new Socket(host, 8080)) {
          socket.getOutputStream().write("GET / HTTP/1.0\\r\\n\\r\\n".getBytes());
          return new String(socket.getInputStream().readAllBytes());
        }
      }

      @Test
      void asks() throws Exception {
        assertTrue(ask("@allowed@").contains("hello "));
      }

      @Test
      void asksByAddress() throws Exception {
        assertTrue(ask("@blocked4@").contains("hello "));
      }

      @Test
      void asksForCredentials() throws Exception {
        assertThrows(ConnectException.class, () -> ask("169.254.169.254"));
      }
      """
          .replace("@allowed@", SERVERS.allowed())
          .replace("@blocked4@", SERVERS.blocked4());

  @TempDir private Path folder;

  @Test
  void thePolicyThatAnAuditProposesIsWhatTheBuildNeeds() throws Exception {
    TestProject project =
        new TestProject(folder).pom(TestPom.of("audited")).test("AskingTest", ASKING);

    MavenRun audited =
        project.run("verify", "-Dsandbox.mode=audit", "-Dsandbox.failOnViolation=true");

    assertThat(audited.exitCode()).as(audited.output()).isZero();
    String proposed = Files.readString(project.path("target/sandbox/policy.xml"));
    assertThat(audited.lines())
        .contains("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0")
        .anyMatch(line -> line.contains("sandbox.mode is audit: NOTHING IS PROTECTED"))
        .anyMatch(line -> line.contains("audit: would have blocked "))
        .anyMatch(
            line -> line.contains("it:audited:1: would have blocked out tcp " + SERVERS.blocked4()))
        .anyMatch(line -> line.contains("audit: nothing was protected, and "))
        .anyMatch(line -> line.contains("sandbox.failOnViolation has no effect on"));
    assertThat(proposed)
        .contains(
            "    <!-- it:audited:1, in test it.AskingTest#asks -->\n"
                + "    <rule>out "
                + SERVERS.allowed()
                + ":8080/tcp</rule>\n")
        .contains("    <rule>out " + SERVERS.blocked4() + ":8080/tcp</rule>\n")
        .contains("<rule>out 169.254.169.254:8080/tcp</rule>\n  </expect>")
        .doesNotContain("<deny>");

    project.pom(TestPom.of("audited").withConfiguration(proposed));
    MavenRun enforced = project.run("verify");

    assertThat(enforced.exitCode()).as(enforced.output()).isZero();
    assertThat(enforced.lines())
        .contains("[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0")
        .anyMatch(line -> line.contains("nothing unexpected was blocked"));
    assertThat(enforced.left()).isEmpty();
  }

  @Test
  void anImageNeverHasIt() throws Exception {
    TestProject project =
        new TestProject(folder)
            .pom(TestPom.of("built"))
            .file("src/main/java/it/Main.java", "package it; class Main {}");

    MavenRun run = project.run("compile", "sandbox:build", "-Dsandbox.mode=audit");

    assertThat(run.failures())
        .singleElement()
        .asString()
        .contains(
            "sandbox.mode 'audit': this goal's image always enforces the policy; audit with ");
  }
}
