package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.image.SandboxImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Ways to start the image in which it could not lock: the command is never started. */
@SandboxTest
class RefusalIT {

  private final Fixture fixture;

  RefusalIT(Fixture fixture) {
    this.fixture = fixture;
  }

  private static String refusal(Start start) throws Exception {
    return start.run("echo", "started").refusal();
  }

  private Start start() throws Exception {
    return fixture.start(Recipe.SERVER).network("none");
  }

  @ParameterizedTest
  @FieldSource("io.github.mavensandbox.image.SandboxImage#CAPABILITIES")
  void each_capability_is_needed(String capability) throws Exception {
    assertThat(refusal(start().withoutCapability(capability)))
        .isEqualTo(
            "sandbox: the container lacks capabilities: start it with --cap-add " + capability);
  }

  @Test
  void all_that_is_missing_is_told_at_once() throws Exception {
    String refusal = refusal(start().withoutCapabilities());

    assertThat(SandboxImage.CAPABILITIES)
        .allSatisfy(capability -> assertThat(refusal).contains("--cap-add " + capability));
  }

  @Test
  void a_user_of_the_command_lines_choice_is_refused() throws Exception {
    assertThat(refusal(start().with("--user", "1000"))).contains("started as user 1000", "--user");
  }

  @Test
  void a_file_system_that_cannot_be_written_is_refused() throws Exception {
    assertThat(refusal(start().with("--read-only"))).contains("--read-only");
  }

  @Test
  void an_init_in_front_is_refused() throws Exception {
    assertThat(refusal(start().with("--init"))).contains("not as process 1", "--init");
  }

  @Test
  void the_hosts_processes_are_left_alone() throws Exception {
    assertThat(refusal(start().with("--pid", "host"))).contains("not as process 1", "--pid");
  }

  @Test
  void the_hosts_network_is_left_alone() throws Exception {
    // Where Docker itself runs in a container, "host" is that container, which has Docker's rules.
    assertThat(refusal(start().network("host")))
        .containsAnyOf(
            "--network host",
            "this network has firewall rules already",
            // An ordinary user may not even read them.
            "cannot read the firewall's rules");
  }

  @Test
  void a_network_that_has_rules_already_is_left_alone() throws Exception {
    try (Shell other = start().shell()) {
      Start second = start().network("container:" + other.container().name());

      assertThat(refusal(second)).contains("this network has firewall rules already");
      assertThat(other.end().exitCode()).isZero();
    }
  }
}
