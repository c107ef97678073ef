package io.github.mavensandbox.mojo.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyCheckTest {

  @TempDir private Path folder;
  private PomProject poms;

  @BeforeEach
  void useFolder() throws Exception {
    poms = new PomProject(folder).pom("app", "");
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox.alow, sandbox.allow",
    "sandbox.failOnViolations, sandbox.failOnViolation",
    "sandbox.failonviolation, sandbox.failOnViolation",
    "sandbox.testImage, sandbox.test.image",
    "sandbox.test.timout, sandbox.test.timeout",
    "sandbox.network.deny, sandbox.deny",
    "sandbox.container.mainClass, sandbox.mainClass",
    "sandbox.denied, sandbox.deny",
    "sandbox.x, sandbox.",
    "sanbox.deny, sandbox.deny",
    "Sandbox.skip, sandbox.skip",
    "sandbox-memory, sandbox.memory"
  })
  void aPropertyOfTheCommandLineThatThereIsNotIsRefusedWithTheNearest(String name, String nearest) {
    poms.withUserProperty(name, "x");

    assertRefused("unknown property -D" + name + "; the nearest known one is " + nearest);
  }

  @Test
  void onesOfMavensJvmAreTheSame() {
    poms.withSystemProperty("sandbox.alow", "none");

    assertRefused("unknown property -Dsandbox.alow; the nearest known one is sandbox.allow");
  }

  @Test
  void allThatThereAreAreTaken() throws Exception {
    assertThat(new KnownProperties(ThisPlugin.descriptor()).names())
        .contains("sandbox.allow", "sandbox.from.image", "sandbox.test.timeout", "sandbox.skip")
        .doesNotContain("sandbox.network")
        .hasSizeGreaterThan(25)
        .allSatisfy(name -> poms.withUserProperty(name, "x").withSystemProperty(name, "x"));

    assertAccepted();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandboxed", "box.allow", "allow", "maven.test.skip", "it.sandbox.allow"})
  void otherPropertiesAreNoneOfOurs(String name) throws Exception {
    poms.withUserProperty(name, "x").withSystemProperty(name, "x");

    assertAccepted();
  }

  @Test
  void aBuildMayHavePropertiesOfItsOwn() throws Exception {
    poms.pom("app", properties("sandbox.version", "sandbox.app.image", "sandbox.network"))
        .withUserProperty("sandbox.version", "0.2.0");

    assertAccepted();
  }

  @ParameterizedTest
  @CsvSource({
    "sandbox.alow, sandbox.allow",
    "sandbox.network.allow, sandbox.allow",
    "sandbox.failOnViolations, sandbox.failOnViolation",
    "sanbox.deny, sandbox.deny"
  })
  void oneOfItsOwnThatIsNearToOneOfOursIsRefused(String name, String nearest) throws Exception {
    poms.pom("app", properties(name));

    assertRefused(
        "unknown property <%s> in the POM, its parents or the settings; write <%s>, or give it another name if it is one of your own"
            .formatted(name, nearest));
  }

  private static String properties(String... names) {
    StringBuilder elements = new StringBuilder();
    for (String name : names) {
      elements.append("<%s>x</%1$s>".formatted(name));
    }
    return "<properties>" + elements + "</properties>";
  }

  private PropertyCheck check() throws Exception {
    MavenProject app = poms.read("app");
    return new PropertyCheck(new KnownProperties(ThisPlugin.descriptor()), poms.session(app), app);
  }

  private void assertAccepted() throws Exception {
    PropertyCheck check = check();

    assertThatCode(check::check).doesNotThrowAnyException();
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> check().check())
        .withMessageStartingWith(message);
  }
}
