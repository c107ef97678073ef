package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.mojo.project.ImageConfiguration;
import io.github.mavensandbox.policy.Rule;
import java.util.List;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.junit.jupiter.api.Test;

/** What a POM says reaches the goals, by the names that stand in their manual. */
@MojoTest
class MojoParametersTest {

  private static final String POM =
      "src/test/resources/io/github/mavensandbox/mojo/configured/pom.xml";

  @Test
  @InjectMojo(goal = "build", pom = POM)
  void theImageIsConfiguredAsWithJib(BuildMojo build) throws Exception {
    ImageConfiguration configuration = build.configuration();

    assertThat(configuration.base()).hasToString("docker://base:1");
    assertThat(configuration.references()).containsExactly("app:1", "app:latest");
    assertThat(configuration.user()).hasToString("2000:3000");
    assertThat(configuration.ports()).containsExactly("8080", "9000-9001/udp");
    assertThat(configuration.settings().environment()).containsEntry("MODE", "test");
    assertThat(configuration.settings().volumes()).containsExactly("/data");
  }

  @Test
  @InjectMojo(goal = "policy", pom = POM)
  void theNetworkIsListsOfRules(PolicyMojo policy) throws Exception {
    assertThat(policy.policy().allow()).map(Rule::toString).isEqualTo(List.of("10.0.0.0/8"));
    assertThat(policy.policy().deny()).map(Rule::toString).isEqualTo(List.of("10.1.0.0/16"));
  }

  @Test
  @InjectMojo(goal = "policy", pom = POM)
  @MojoParameter(name = "allow", value = "192.0.2.0/24, out db.internal:5432/tcp")
  void whatTheCommandLineSaysReplacesTheList(PolicyMojo policy) throws Exception {
    assertThat(policy.policy().allow())
        .map(Rule::toString)
        .isEqualTo(List.of("192.0.2.0/24", "out db.internal:5432/tcp"));
  }
}
