package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.maven.MavenRun;
import io.github.mavensandbox.it.maven.TestPom;
import io.github.mavensandbox.it.maven.TestProject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a configuration would have no effect is refused, and what a parent loses is said. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConfigurationIT {

  /** A configuration, and how the one line begins behind Maven's own words. */
  private record Mistake(String module, String configuration, String line) {}

  private static final List<Mistake> MISTAKES =
      List.of(
          mistake(
              "deny-twice",
              "<network><deny><rule>10.1.0.0/16</rule></deny><deny><rule>10.2.0.0/16</rule></deny></network>",
              "<network> has <deny> twice, and Maven takes the last one alone; write one with all that is in them"),
          mistake(
              "allow-twice",
              "<network><allow><rule>none</rule></allow><allow><rule>10.0.0.0/8</rule></allow></network>",
              "<network> has <allow> twice"),
          mistake(
              "network-twice",
              "<network><deny><rule>10.1.0.0/16</rule></deny></network><network><allow><rule>10.0.0.0/8</rule></allow></network>",
              "<configuration> has <network> twice"),
          mistake(
              "text-beside-rules",
              "<network><allow>none<rule>10.0.0.0/8</rule></allow></network>",
              "<allow> has both text, 'none', and elements, and Maven drops the text; write elements alone"),
          mistake(
              "empty-allow",
              "<network><allow/></network>",
              "<allow> is empty, and would leave a parent's as it is; remove it, or write <rule>none</rule> in it"),
          mistake(
              "networks",
              "<networks><deny><rule>10.1.0.0/16</rule></deny></networks>",
              "unknown element <networks> in <configuration>; write <network>"),
          mistake(
              "fail-on-violations",
              "<failOnViolations>true</failOnViolations>",
              "unknown element <failOnViolations> in <configuration>; write <failOnViolation>"),
          mistake(
              "dney",
              "<network><dney><rule>10.1.0.0/16</rule></dney></network>",
              "unknown element <dney> in <network>; write <deny>"),
          mistake(
              "network-none",
              "<network>none</network>",
              "<network> has text in it, 'none', but takes elements alone"),
          mistake(
              "network-files",
              "<network><files><file>policy.txt</file></files></network>",
              "unknown element <files> in <network>; write <file>"),
          mistake(
              "file-with-files",
              "<network><file><file>policy.txt</file></file></network>",
              "<file> has <file> in it, but takes text alone"),
          new Mistake(
              "artifact",
              "<network><artifact>com.example:policy:jar:1</artifact></network>",
              "<artifact> 'com.example:policy:jar:1' is no policy artifact; write groupId:artifactId:version of an artifact of type txt"),
          mistake(
              "test-file",
              "<test><file>data</file></test>",
              "unknown element <file> in <test>; write <files>"),
          mistake(
              "rule-with-an-element",
              "<network><deny><rule><in>10.1.0.0/16</in></rule></deny></network>",
              "<rule> has <in> in it, but takes text alone"),
          mistake(
              "memory-with-an-element",
              "<memory><size>4g</size></memory>",
              "<memory> has <size> in it, but takes text alone"),
          mistake(
              "deny-of-the-plugin",
              "<deny>10.1.0.0/16</deny>",
              "unknown element <deny> in <configuration>; it belongs in <network>"),
          mistake(
              "apend",
              "<network><deny combine.children='apend'><rule>10.1.0.0/16</rule></deny></network>",
              "combine.children 'apend' of <deny> is none of: append, merge"),
          new Mistake(
              "address-or-port",
              "<network><deny><rule>2001:db8::1:443</rule></deny></network>",
              "<deny> rule 1, '2001:db8::1:443': '443' may be meant as a port; write '[2001:db8::1]:443' for the port"),
          new Mistake(
              "any",
              "<network><allow><rule>any</rule></allow></network>",
              "<allow> rule 1, 'any': 'any' would be the name of a host; for every address write '0.0.0.0/0' and '::/0'"),
          new Mistake(
              "memory",
              "<memory>4096</memory>",
              "sandbox.memory '4096' is not a size; write a number and b, k, m, g or t: 4096m"));

  /** What the goals that build an image have. */
  private static final List<Mistake> MISTAKES_OF_AN_IMAGE =
      List.of(
          mistake(
              "dney-of-an-image",
              "<network><dney><rule>10.1.0.0/16</rule></dney></network>",
              "unknown element <dney> in <network>; write <deny>"),
          mistake(
              "from-imgae",
              "<from><imgae>base:1</imgae></from>",
              "unknown element <imgae> in <from>; write <image>"),
          mistake(
              "from-auth",
              "<from><auth><pasword>p</pasword></auth></from>",
              "unknown element <pasword> in <auth>; write <password>"),
          mistake(
              "from-platform",
              "<from><platforms><platform><arch>arm64</arch></platform></platforms></from>",
              "unknown element <arch> in <platform>; there are <architecture>, <os>"),
          mistake("to-tag", "<to><tag>1</tag></to>", "unknown element <tag> in <to>; write <tags>"),
          mistake(
              "to-auth",
              "<to><auth><usrname>u</usrname></auth></to>",
              "unknown element <usrname> in <auth>; write <username>"),
          mistake(
              "container-flag",
              "<container><jvmFlag>-Xmx1g</jvmFlag></container>",
              "unknown element <jvmFlag> in <container>; write <jvmFlags>"),
          new Mistake(
              "expect-port",
              "<network><expect><rule>out db.internal:5432</rule></expect></network>",
              "<expect> rule 1, 'out db.internal:5432': a blocked host is only known by the DNS query"));

  private static Mistake mistake(String module, String configuration, String line) {
    return new Mistake(module, configuration, "POM of it:" + module + ": " + line);
  }

  /** Fails where the other side answers. */
  private static final String BLOCKED_CALL =
      """
      @Test
      void isBlocked() {
        assertThrows(ConnectException.class, () -> new Socket("@address@", 8080).close());
      }
      """;

  /** Fails where a call is blocked. */
  private static final String ALLOWED_CALL =
      """
      @Test
      void isAllowed() throws Exception {
        new Socket("@address@", 8080).close();
      }
      """;

  private static final String CHILD =
      """
      <project>
        <modelVersion>4.0.0</modelVersion>
        <parent>
          <groupId>it</groupId>
          <artifactId>parent</artifactId>
          <version>1</version>
        </parent>
        <artifactId>%s</artifactId>
        <build>
          <plugins>
            <plugin>
              <groupId>@project.groupId@</groupId>
              <artifactId>@project.artifactId@</artifactId>
              <configuration>
                <network>%s</network>
              </configuration>
            </plugin>
          </plugins>
        </build>
      </project>
      """;

  /** The servers' network, or one that it is a part of. */
  private static final String NETWORK = TestProject.address().replaceFirst("[0-9]+$", "0/24");

  private static final String RULE =
      "<rule>" + TestProject.address().replaceFirst("[0-9]+$", "30") + "</rule>";

  @TempDir private Path folder;

  @Test
  void aMistakeInThePomIsRefusedWithWhatToChange() throws Exception {
    assertRefused("prepare", MISTAKES);
  }

  @Test
  void aMistakeInAnImageIsRefusedWithWhatToChange() throws Exception {
    assertRefused("build", MISTAKES_OF_AN_IMAGE);
  }

  private void assertRefused(String goal, List<Mistake> mistakes) throws Exception {
    TestProject project = new TestProject(folder);
    project.reactor(mistakes.stream().map(Mistake::module).toList());
    for (Mistake mistake : mistakes) {
      project.module(TestPom.of(mistake.module()).withConfiguration(mistake.configuration()));
    }

    MavenRun run = project.run("--fail-at-end", "sandbox:" + goal);

    for (Mistake mistake : mistakes) {
      assertFailed(run, goal, mistake.module(), mistake.line());
    }
    assertThat(run.left()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sandbox.alow=none | unknown property -Dsandbox.alow; the nearest known one is sandbox.allow
          sandbox.network.deny=10.1.0.0/16 | unknown property -Dsandbox.network.deny; the nearest known one is sandbox.deny
          sandbox.allow=db.internal:80,443 | <allow> rule 2, '443': is a port without a target; one rule has one port or one range, so write 'db.internal:80' and 'db.internal:443'
          sandbox.deny=all | <deny> rule 1, 'all': 'all' would be the name of a host; for every address write '0.0.0.0/0' and '::/0'
          sandbox.memory=4096 | sandbox.memory '4096' is not a size; write a number and b, k, m, g or t: 4096m
          sandbox.test.take=../other | <test><take> path '../other' has '..' in it; write a path of a file or folder in the module's folder, such as src/test/snapshots
          sandbox.agent=true | -Dsandbox.agent='true' has no effect, since the POM has <agent>false</agent>
          """)
  void aMistakeOnTheCommandLineIsRefusedWithWhatToChange(String property, String line)
      throws Exception {
    TestProject project =
        new TestProject(folder).pom(TestPom.of("plain").withConfiguration("<agent>false</agent>"));

    MavenRun run = project.run("sandbox:prepare", "-D" + property);

    assertFailed(run, "plain", line);
    assertThat(run.left()).isEmpty();
  }

  /** Maven takes them for false. */
  @ParameterizedTest
  @ValueSource(strings = {"yes", ""})
  void aGateThatIsNeitherOnNorOffIsRefused(String value) throws Exception {
    TestProject project = new TestProject(folder).pom(TestPom.of("gate"));

    MavenRun run = project.run("sandbox:check", "-Dsandbox.failOnViolation=" + value);

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(
            ":check for parameter failOnViolation: '%s' is neither true nor false; write one of these"
                .formatted(value));
  }

  @Test
  void aSkippedGoalTakesWhateverThereIs() throws Exception {
    TestProject project =
        new TestProject(folder)
            .pom(
                TestPom.of("skipped")
                    .withConfiguration("<network><dney/><deny/><deny/></network>"));

    MavenRun run = project.run("sandbox:prepare", "-Dsandbox.skip", "-Dsandbox.alow=none");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("skipped: sandbox.skip is set");
  }

  @Test
  void rulesOfAParentAreKeptByAppendAndMissedAloudWithoutIt() throws Exception {
    TestProject project =
        family(
                "appending", "<deny combine.children='append'>" + RULE + "</deny>",
                "replacing", "<deny>" + RULE + "</deny>")
            .test("appending", "CallingTest", BLOCKED_CALL)
            .test("replacing", "CallingTest", ALLOWED_CALL);

    MavenRun run = project.run("verify", "-Dsandbox.failOnViolation=false");

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.lines())
        .as(run.output())
        .filteredOn(line -> line.contains("not in effect"))
        .containsExactly(
            "[WARNING] POM of it:parent: <deny> rules that are not in effect: '"
                + TestProject.address()
                + "';"
                + " a nearer configuration replaces the list, and <deny combine.children=\"append\"> there would add to it");
    assertThat(run.left()).isEmpty();
  }

  @Test
  void thePolicyArtifactOfAParentIsKeptOrTheGateFails() throws Exception {
    TestProject project =
        family(
                "<file>policy.txt</file><artifact>it.policies:organisation:1</artifact>",
                "keeping",
                "<deny><rule>10.1.0.0/16</rule></deny>",
                "replacing",
                "<artifact>it.policies:own:1</artifact>")
            .file("policy.txt", "deny 10.2.0.0/16")
            .test("keeping", "CallingTest", BLOCKED_CALL)
            .test("replacing", "QuietTest", "@Test void passes() {}");
    project.install(
        "it.policies", "organisation", "txt", "deny %s\n".formatted(TestProject.address()));
    project.install("it.policies", "own", "txt", "# nothing\n");

    MavenRun run = project.run("verify", "--fail-at-end", "-Dsandbox.failOnViolation=false");

    assertThat(run.failures())
        .as(run.output())
        .singleElement()
        .asString()
        .contains(
            ":check ",
            " on project replacing: ",
            "POM of it:parent: policy artifact 'it.policies:organisation:1' is not in effect; a nearer <network> or <artifact> replaces it; write there <artifact>it.policies:organisation:1,it.policies:own:1</artifact>");
    assertThat(run.output())
        .contains(
            "to allow it, add 'allow out %s:8080/tcp' to policy.txt"
                .formatted(TestProject.address()));
    assertThat(run.left()).isEmpty();
  }

  @Test
  void thePolicyIsPrintedWithWhatIsMissingOfAParents() throws Exception {
    TestProject project =
        family(
            "none",
            "<allow><rule>none</rule></allow>",
            "appending",
            "<allow combine.children='append'><rule>10.9.8.7</rule></allow>");

    // A goal that needs no project runs once in a build, for the POM that it was given.
    MavenRun none = project.run("sandbox:policy", "--file", "none/pom.xml");
    MavenRun appending = project.run("sandbox:policy", "--file", "appending/pom.xml");

    assertThat(none.exitCode()).as(none.output()).isZero();
    assertThat(none.output())
        .containsOnlyOnce("not in effect")
        .contains(
            "[INFO] POM of it:parent: <allow> rules that are not in effect: '"
                + NETWORK
                + "';"
                + " a nearer configuration replaces the list, and <allow combine.children=\"append\"> there would add to it");
    assertThat(appending.exitCode()).as(appending.output()).isZero();
    assertThat(appending.output()).doesNotContain("not in effect");
    assertThat(appending.lines())
        .anyMatch(line -> line.matches(".*  10\\.9\\.8\\.7 +in and out, every protocol"))
        .anyMatch(line -> line.contains("  " + NETWORK + "  in and out, every protocol"));
  }

  @Test
  void noneThatIsTextOverAParentsRulesIsRefused() throws Exception {
    TestProject project = family("none", "<allow>none</allow>", "other", "<deny>@address@</deny>");

    MavenRun run = project.run("--fail-at-end", "sandbox:prepare");

    assertFailed(
        run,
        "none",
        "merged configuration of execution 'default-cli': <allow> has text, 'none', in one POM and elements"
            + " in another, and Maven drops one of them; ");
    assertFailed(
        run, "other", "merged configuration of execution 'default-cli': <deny> has text, ");
  }

  /** Two modules and their parent, whose policy allows a network without one of its hosts. */
  private TestProject family(String first, String network, String second, String otherNetwork)
      throws Exception {
    return family("<deny><rule>@address@</rule></deny>", first, network, second, otherNetwork);
  }

  private TestProject family(
      String ofParent, String first, String network, String second, String otherNetwork)
      throws Exception {
    TestProject project = new TestProject(folder);
    String parent =
        TestPom.of("parent")
            .withAllowed(NETWORK)
            .withConfiguration("<network>" + ofParent + "</network>")
            .text()
            .replaceFirst(
                "<properties>",
                "<packaging>pom</packaging><modules><module>%s</module><module>%s</module></modules><properties>"
                    .formatted(first, second));
    return project
        .file("pom.xml", parent)
        .file(first + "/pom.xml", CHILD.formatted(first, network))
        .file(second + "/pom.xml", CHILD.formatted(second, otherNetwork));
  }

  private static void assertFailed(MavenRun run, String module, String line) {
    assertFailed(run, "prepare", module, line);
  }

  private static void assertFailed(MavenRun run, String goal, String module, String line) {
    assertThat(run.failures())
        .as(run.output())
        .filteredOn(failure -> failure.contains(" on project " + module + ": "))
        .singleElement()
        .asString()
        .contains(":" + goal + " ", " on project " + module + ": " + line);
  }
}
