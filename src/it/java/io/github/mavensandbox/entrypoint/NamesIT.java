package io.github.mavensandbox.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.it.process.Ended;
import io.github.mavensandbox.servers.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Host names in a policy: resolved once, before the program starts. */
@SandboxTest
class NamesIT {

  private static final Servers SERVERS = Servers.ofThisRun();

  private static final Recipe ALLOWED_TEST = Recipe.allowing("out allowed.test:8080/tcp");

  private final Fixture fixture;
  private Shell shell;

  NamesIT(Fixture fixture) {
    this.fixture = fixture;
  }

  @BeforeAll
  void start() throws Exception {
    shell = fixture.start(ALLOWED_TEST).shell();
  }

  @AfterAll
  void stop() throws Exception {
    shell.close();
  }

  @Test
  void a_name_that_the_networks_resolver_knows_is_reached_by_name() throws Exception {
    assertThat(shell.run("curl -4sS http://allowed.test:8080/").stdout())
        .contains("this is allowed");
    assertThat(shell.run("curl -6sS http://allowed.test:8080/").stdout())
        .contains("this is allowed");
  }

  @Test
  void its_other_ports_are_closed_and_so_are_other_names() throws Exception {
    assertThat(shell.udp(SERVERS.allowed4(), 8080)).isEqualTo("refused");
    assertThat(shell.run("getent hosts blocked.test").exitCode()).isEqualTo(2);
    assertThat(shell.tcp(SERVERS.blocked4(), 8080)).isEqualTo("refused");
  }

  @Test
  void the_resolver_that_was_asked_is_closed_afterwards() throws Exception {
    assertThat(shell.udp("127.0.0.11", 53)).isEqualTo("refused");
    assertThat(shell.run("cat /etc/resolv.conf").stdout()).contains("nameserver 127.0.0.53");
  }

  @Test
  void a_name_that_the_engine_was_told_is_reached() throws Exception {
    Ended ended =
        fixture
            .start(Recipe.allowing("out told.test:8080/tcp"))
            .with("--add-host", "told.test:" + SERVERS.allowed4())
            .with("--add-host", "other.test:" + SERVERS.blocked4())
            .run("curl -sS http://told.test:8080/; curl -sS http://other.test:8080/");

    assertThat(ended.stdout()).contains("this is allowed").doesNotContain("this is blocked");
    assertThat(ended.exitCode()).isEqualTo(7);
  }

  @Test
  void allowed_cidr_replaces_names_too() throws Exception {
    Ended ended =
        fixture
            .start(ALLOWED_TEST)
            .allowedCidr(SERVERS.blocked4())
            .run("getent hosts allowed.test || curl -sS http://" + SERVERS.blocked4() + ":8080/");

    assertThat(ended.stdout()).contains("this is blocked");
  }

  @Test
  void a_name_that_does_not_resolve_is_refused() throws Exception {
    assertThat(fixture.start(Recipe.allowing("out gone.test")).run("echo", "started").refusal())
        .contains("'gone.test' does not resolve; the container's name servers: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "0.0.0.0",
        "::1",
        "::ffff:192.0.2.10",
        "169.254.169.254",
        "224.0.0.1"
      })
  void a_name_that_leads_back_inside_or_to_the_link_is_refused(String address) throws Exception {
    Start start = fixture.start(Recipe.allowing("out trick.test"));

    assertThat(start.with("--add-host", "trick.test:" + address).run("echo", "started").refusal())
        .startsWith("sandbox: 'trick.test' resolves to " + address);
  }
}
