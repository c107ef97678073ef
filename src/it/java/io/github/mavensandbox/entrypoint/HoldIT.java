package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.servers.Servers;
import org.junit.jupiter.api.Test;

/** A container that only holds the locked network, and others that join it. */
@SandboxTest
class HoldIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private final Fixture fixture;

  HoldIT(Fixture fixture) {
    this.fixture = fixture;
  }

  private Start joining(Running firewall) throws Exception {
    return fixture
        .start(Recipe.SERVER)
        .network("container:" + firewall.name())
        .withoutCapabilities()
        .with("--user", "10001:10001", "--security-opt", "no-new-privileges");
  }

  @Test
  void a_container_that_joins_is_locked_without_any_capability_of_its_own() throws Exception {
    try (Running firewall = fixture.start(Recipe.SERVER).begin("--hold")) {
      firewall.until("sandbox: ready");
      Ended joined =
          joining(firewall)
              .with("--entrypoint", "bash")
              .run(
                  "-c",
                  "curl -sS http://"
                      + SERVERS.allowed4()
                      + ":8080/; : </dev/tcp/"
                      + SERVERS.blocked4()
                      + "/8080 || exit 5");
      firewall.signal("TERM");
      Ended ended = firewall.end();

      assertThat(joined.stdout()).contains("this is allowed");
      assertThat(joined.stderr()).contains("Connection refused");
      assertThat(joined.exitCode()).isEqualTo(5);
      assertThat(ended)
          .isEqualTo(
              new Ended(
                  0, "", "sandbox: blocked out tcp " + SERVERS.blocked4() + ":8080, 1 packet\n"));
    }
  }

  @Test
  void a_container_that_joins_cannot_change_names_or_rules() throws Exception {
    try (Running firewall = fixture.start(Recipe.SERVER).begin("--quiet", "--hold")) {
      firewall.until("sandbox: ready");
      Ended joined =
          joining(firewall)
              .with("--entrypoint", "bash")
              .run(
                  "-c",
                  "echo x >>/etc/hosts || ip route flush table main || getent hosts blocked.test");

      assertThat(joined.exitCode()).isEqualTo(2);
    }
  }
}
