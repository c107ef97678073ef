package io.github.mavensandbox.mojo.runners;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.mojo.runners.BuildPlan.Position;
import io.github.mavensandbox.mojo.runners.BuildPlan.Step;
import java.util.List;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a build cache has skipped, as far as that is certain. */
class BuildCacheTest {

  private final MavenProject project = Planned.project("jar");

  private Step step(String phase) {
    return new Step(
        Planned.execution("maven-surefire-plugin:test@default-test", phase, ""),
        Position.BEFORE,
        false);
  }

  @Test
  void a_phase_of_which_nothing_was_executed_is_skipped() {
    project.addLifecyclePhase("process-test-classes");

    assertThat(new BuildCache(project, true).hasSkipped(step("test"))).isTrue();
  }

  @Test
  void without_the_extension_nothing_is() {
    assertThat(new BuildCache(project, false).hasSkipped(step("test"))).isFalse();
  }

  @Test
  void a_phase_of_which_something_was_executed_is_not_known_to_be() {
    project.addLifecyclePhase("test");

    assertThat(new BuildCache(project, true).hasSkipped(step("test"))).isFalse();
  }

  @Test
  void nor_is_what_has_no_phase_or_another_one_of_its_own_or_is_still_to_come() {
    BuildCache cache = new BuildCache(project, true);
    Step step = step("test");

    assertThat(cache.hasSkipped(step(""))).isFalse();
    assertThat(cache.hasSkipped(new Step(step.execution(), Position.BEFORE, true))).isFalse();
    assertThat(cache.hasSkipped(new Step(step.execution(), Position.AFTER, false))).isFalse();
    assertThat(cache.hasSkipped(new Step(step.execution(), Position.UNKNOWN, false))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "coreExtension>org.apache.maven.extensions:maven-build-cache-extension:1.3.0, true",
    "extension>org.apache.maven.extensions:maven-build-cache-extension:1.2.2, true",
    "plugin>org.apache.maven.extensions:maven-build-cache-extension:1.2.2, false",
    "extension>org.example:maven-build-cache-extension:1.2.2, false",
    "maven.api, false"
  })
  void the_extension_is_known_by_its_class_realm(String realm, boolean known) {
    assertThat(BuildCache.hasExtension(List.of("plexus.core", realm))).isEqualTo(known);
  }
}
