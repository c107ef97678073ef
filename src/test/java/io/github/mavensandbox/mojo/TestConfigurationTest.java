package io.github.mavensandbox.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.image.BaseImage;
import io.github.mavensandbox.surefire.ForkSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestConfigurationTest {

  private static final Path REPOSITORY = Path.of("/m2");

  private static ForkSettings forks(List<String> createArguments) throws Exception {
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
            createArguments,
            Limits.of(null, 0, 1, null),
            1)
        .forks(Set.of(), List.of(), Optional.empty());
  }

  private static List<String> arguments(UnaryOperator<ContainerSpec.Builder> settings) {
    return settings.apply(ContainerSpec.builder("jre:17", "sandbox-1")).build().createArguments();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--add-host=db:198.51.100.10",
        "--dns=198.51.100.1",
        "--dns-option=ndots:1",
        "--dns-search=example",
        "--domainname=example",
        "--hostname=tests",
        "--ip=198.51.100.77",
        "--ip6=2001:db8::77",
        "--mac-address=02:00:00:00:00:77",
        "--network-alias=tests",
        "--sysctl=net.ipv4.ip_default_ttl=33",
        "--sysctl=net.core.somaxconn=99"
      })
  void anOptionOfTheNetworkReachesTheFirewallAndNoFork(String option) throws Exception {
    List<String> words = List.of("--label=before=1", option, "--label=after=1");

    ForkSettings forks = forks(words);

    assertThat(arguments(forks.surroundings())).isEqualTo(words);
    assertThat(arguments(forks.limits())).containsExactly("--label=before=1", "--label=after=1");
  }

  @Test
  void everyOtherOptionReachesBoth() throws Exception {
    List<String> words =
        List.of(
            "--ulimit=nofile=99",
            "--memory=1g",
            "--sysctl=kernel.shmmax=99",
            "--label=--ip=1",
            "--runtime=runc");

    ForkSettings forks = forks(words);

    assertThat(arguments(forks.surroundings())).isEqualTo(words);
    assertThat(arguments(forks.limits())).isEqualTo(words);
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
