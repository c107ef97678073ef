package io.github.mavensandbox.mojo.config;

import static io.github.mavensandbox.mojo.config.PomProject.build;
import static io.github.mavensandbox.mojo.config.PomProject.plugin;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverriddenPropertiesTest {

  @TempDir private Path folder;
  private PomProject poms;

  @BeforeEach
  void useFolder() {
    poms = new PomProject(folder);
  }

  @Test
  void aPropertyThatThePomsElementOverridesIsRefused() throws Exception {
    poms.pom("app", build(plugin("<failOnViolation>false</failOnViolation>")));
    poms.withUserProperty("sandbox.failOnViolation", "true");

    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> check("check"))
        .withMessage(
            "-Dsandbox.failOnViolation='true' has no effect, since the POM has <failOnViolation>false</failOnViolation>;"
                + " write <sandbox.failOnViolation> into the POM's <properties> in place of that");
  }

  @Test
  void oneThatSaysTheSameIsTaken() throws Exception {
    poms.pom("app", build(plugin("<failOnViolation>true</failOnViolation>")));
    poms.withUserProperty("sandbox.failOnViolation", "TRUE");

    assertThatCode(() -> check("check")).doesNotThrowAnyException();
  }

  @Test
  void anElementThatIsThePropertyItselfOverridesNothing() throws Exception {
    poms.pom("app", build(plugin("<failOnViolation>${sandbox.failOnViolation}</failOnViolation>")));
    poms.withUserProperty("sandbox.failOnViolation", "true");

    assertThatCode(() -> check("check")).doesNotThrowAnyException();
  }

  @Test
  void aParameterOfAnotherGoalIsThatGoalsBusiness() throws Exception {
    poms.pom("app", build(plugin("<failOnViolation>false</failOnViolation>")));
    poms.withUserProperty("sandbox.failOnViolation", "true");

    assertThatCode(() -> check("policy")).doesNotThrowAnyException();
  }

  @Test
  void theListsOfThePomAreReplacedByTheirProperties() throws Exception {
    poms.pom("app", build(plugin(PomProject.network("allow", "10.0.0.0/8"))));
    poms.withUserProperty("sandbox.allow", "none");

    assertThatCode(() -> check("policy")).doesNotThrowAnyException();
  }

  private void check(String goal) throws Exception {
    MavenProject app = poms.read("app");
    MavenSession session = poms.session(app);
    MojoExecution execution = ThisPlugin.execution(goal, "default-cli");
    new OverriddenProperties(new Poms(session, app, execution), session, execution)
        .check(parameter -> true);
  }
}
