package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.surefire.ForkSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestConfigurationTest {

  private static final Path REPOSITORY = Path.of("/m2");

  private static ForkSettings forks(List<String> options) throws Exception {
    MavenProject project = new MavenProject();
    project.setFile(Path.of("/project/pom.xml").toFile());
    Build build = new Build();
    build.setDirectory("/project/target");
    build.setFinalName("app-1");
    project.setBuild(build);
    return new TestConfiguration(
            project,
            new BaseImage.Engine("jre:17"),
            REPOSITORY,
            List.of(),
            List.of(),
            new CreateOptions(options),
            Limits.parse(null, 0, 1, null),
            1)
        .forks(Set.of(), List.of(), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--volume=data:/m2", "--volume=/m2", "--tmpfs=/m2"})
  void aMountMayHideTheLocalRepository(String option) throws Exception {
    assertThat(forks(List.of(option)).repository()).isEmpty();
  }

  @Test
  void otherwiseForksMayShareIt() throws Exception {
    assertThat(forks(List.of("--memory=1g", "--label=volume=none")).repository())
        .contains(REPOSITORY);
  }
}
