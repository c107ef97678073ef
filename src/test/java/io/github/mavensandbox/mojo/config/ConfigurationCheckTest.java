package io.github.mavensandbox.mojo.config;

import static io.github.mavensandbox.mojo.config.PomProject.build;
import static io.github.mavensandbox.mojo.config.PomProject.managing;
import static io.github.mavensandbox.mojo.config.PomProject.network;
import static io.github.mavensandbox.mojo.config.PomProject.plugin;
import static io.github.mavensandbox.mojo.config.PomProject.pluginWith;
import static io.github.mavensandbox.mojo.config.PomProject.profile;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.StringReader;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.testing.stubs.ArtifactStub;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What several POMs say, and what Maven makes of it. */
class ConfigurationCheckTest {

  private static final String DENY_TWICE =
      "<network><deny><rule>10.1.0.0/16</rule></deny><deny><rule>10.2.0.0/16</rule></deny></network>";

  private static final String TWICE = "<network> has <deny> twice";

  @TempDir private Path folder;
  private PomProject poms;

  @BeforeEach
  void useFolder() {
    poms = new PomProject(folder);
  }

  @Test
  void aProjectThatDoesNotMentionThePluginIsFine() throws Exception {
    poms.pom("app", "");

    assertAccepted();
  }

  @Test
  void whatIsWrongIsFoundInTheProjectsOwnPom() throws Exception {
    poms.pom("app", build(plugin(DENY_TWICE)));

    assertRefused("POM of it:app: " + TWICE);
  }

  /** The merged configuration has one <deny> alone. */
  @Test
  void aListThatStandsTwiceInAParentIsFoundWhereAChildsReplacesBoth() throws Exception {
    poms.pom("parent", build(plugin(DENY_TWICE)));
    poms.pom("app", "parent", build(plugin(network("deny", "10.3.0.0/16"))));

    assertRefused("POM of it:parent: " + TWICE);
  }

  @Test
  void aListThatStandsTwiceWherePluginsAreManagedIsFound() throws Exception {
    poms.pom("parent", managing(plugin(DENY_TWICE)));
    poms.pom(
        "app",
        "parent",
        build(
            plugin(
                "<network><deny combine.children='append'><rule>10.3.0.0/16</rule></deny></network>")));

    assertRefused("POM of it:parent: " + TWICE);
  }

  @Test
  void anActiveProfileIsLookedAtAndNoOther() throws Exception {
    poms.pom("app", profile("ci", build(plugin(DENY_TWICE))));

    assertAccepted();
    poms.withProfile("ci");
    assertRefused("POM of it:app, profile 'ci': " + TWICE);
  }

  @Test
  void theExecutionIsLookedAtAndNoOther() throws Exception {
    poms.pom(
        "app",
        build(
            pluginWith(
                "<executions><execution><id>other</id><configuration>"
                    + DENY_TWICE
                    + "</configuration></execution></executions>")));

    assertAccepted();
    assertRefused("other", "POM of it:app: " + TWICE);
  }

  @Test
  void whatAParentKeepsToItselfIsNotLookedAt() throws Exception {
    String own =
        build(
            pluginWith(
                "<inherited>false</inherited><configuration>" + DENY_TWICE + "</configuration>"));
    poms.pom("parent", own).pom("app", "parent", "");

    assertAccepted();
    poms.pom("app", own);
    assertRefused("POM of it:app: " + TWICE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        DENY_TWICE + " | " + TWICE,
        "<network><allow>none<rule>a</rule></allow></network> | <allow> has both text, 'none', and"
      })
  void aPluginWhoseNameIsAPropertyIsLookedAt(String configuration, String problem)
      throws Exception {
    poms.pom(
        "app",
        "<properties><it.plugin>sandbox-maven-plugin</it.plugin></properties>"
            + build(plugin(configuration)).replace(">sandbox-maven-plugin<", ">${it.plugin}<"));

    assertRefused("POM of it:app: " + problem);
  }

  @Test
  void textBesideElementsIsFoundAlthoughMavensModelHasLostIt() throws Exception {
    poms.pom("app", build(plugin("<network><allow>none<rule>10.0.0.0/8</rule></allow></network>")));

    assertRefused(
        "POM of it:app: <allow> has both text, 'none', and elements, and Maven drops the text; write"
            + " elements alone");
  }

  /** Its model does not name its file. */
  @Test
  void aParentFromARepositoryIsReadThere() throws Exception {
    poms.pom(
        "parent",
        build(plugin("<network><deny>10.1.0.0/16<rule>10.2.0.0/16</rule></deny></network>")));
    poms.pom("app", "parent", "");
    MavenProject app = poms.read("app");
    ArtifactStub parent = new ArtifactStub();
    parent.setFile(app.getParent().getOriginalModel().getPomFile());
    app.setParentArtifact(parent);
    app.getParent().getOriginalModel().setPomFile(null);
    ConfigurationCheck check =
        new ConfigurationCheck(
            poms.session(app), app, ThisPlugin.execution("policy", "default-cli"));

    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(check::check)
        .withMessageStartingWith("POM of it:parent: <deny> has both text, '10.1.0.0/16', and");
  }

  @Test
  void noneAsTextOverAParentsRulesIsRefused() throws Exception {
    poms.pom("parent", build(plugin(network("allow", "10.0.0.0/8"))));
    poms.pom("app", "parent", build(plugin("<network><allow>none</allow></network>")));

    assertRefused(
        "merged configuration of execution 'default-cli': <allow> has text, 'none', in one POM and"
            + " elements in another");
  }

  @Test
  void noneAsARuleOverAParentsRulesIsTaken() throws Exception {
    poms.pom("parent", build(plugin(network("allow", "10.0.0.0/8", "10.1.0.0/16"))));
    poms.pom("app", "parent", build(plugin(network("allow", "none"))));

    assertAccepted();
  }

  @Test
  void appendOnTheWholeNetworkIsRefused() throws Exception {
    poms.pom("parent", build(plugin(network("deny", "10.1.0.0/16"))));
    poms.pom(
        "app",
        "parent",
        build(
            plugin(
                network("deny", "10.2.0.0/16")
                    .replace("<network>", "<network combine.children='append'>"))));

    assertRefused(
        "merged configuration of execution 'default-cli': <network> has <deny> twice, and Maven takes the"
            + " last one alone; combine.children=\"append\" belongs on the lists in it");
  }

  @Test
  void anUnknownElementIsFoundWhicheverPomHasIt() throws Exception {
    poms.pom("parent", build(plugin("<failOnViolations>true</failOnViolations>")));
    poms.pom("app", "parent", "");

    assertRefused("POM of it:parent: unknown element <failOnViolations> in <configuration>");
  }

  @Test
  void whatAnotherGoalHasIsNoMistake() throws Exception {
    poms.pom("app", build(plugin("<failOnViolation>false</failOnViolation><command>id</command>")));

    assertAccepted();
  }

  @Test
  void aConfigurationThatIsInNoPomIsLookedAt() throws Exception {
    poms.pom("app", "");
    MojoExecution execution = ThisPlugin.execution("policy", "default-cli");
    execution.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader("<configuration>" + DENY_TWICE + "</configuration>")));

    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> check(execution).check())
        .withMessageStartingWith("configuration of execution 'default-cli': " + TWICE);
  }

  @Test
  void anUnknownPropertyIsRefused() throws Exception {
    poms.pom("app", "").withUserProperty("sandbox.alow", "none");

    assertRefused("unknown property -Dsandbox.alow; ");
  }

  @Test
  void aPropertyThatThePomOverridesIsRefused() throws Exception {
    poms.pom("app", build(plugin("<skip>false</skip>")));
    poms.withUserProperty("sandbox.skip", "true");

    assertRefused("-Dsandbox.skip='true' has no effect, since the POM has <skip>false</skip>; ");
  }

  @Test
  void aSkippedGoalOnlyMakesSureThatItIsMeantToBeSkipped() throws Exception {
    poms.pom("app", build(plugin("<skip>true</skip>" + DENY_TWICE)));

    assertThatCode(() -> check(ThisPlugin.execution("check", "default-cli")).checkSkip())
        .doesNotThrowAnyException();
    poms.withUserProperty("sandbox.skip", "false");
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> check(ThisPlugin.execution("check", "default-cli")).checkSkip())
        .withMessageStartingWith("-Dsandbox.skip='false' has no effect");
  }

  private ConfigurationCheck check(MojoExecution execution) throws Exception {
    MavenProject app = poms.read("app");
    return new ConfigurationCheck(poms.session(app), app, execution);
  }

  private void assertAccepted() throws Exception {
    check(ThisPlugin.execution("policy", "default-cli")).check();
  }

  private void assertRefused(String message) throws Exception {
    assertRefused("default-cli", message);
  }

  private void assertRefused(String id, String message) throws Exception {
    ConfigurationCheck check = check(ThisPlugin.execution("policy", id));

    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(check::check)
        .withMessageStartingWith(message);
  }
}
