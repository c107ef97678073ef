package io.github.mavensandbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.ContainerNetwork;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineKind;
import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.Privileges;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.PublishedPort;
import io.github.mavensandbox.engine.Volumes;
import io.github.mavensandbox.engine.options.CreateOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreateArgumentsTest {

  private static final String LOOPBACK_OF_IPV6 = " --sysctl net.ipv6.conf.lo.disable_ipv6=0";

  private static ContainerSpec spec() {
    return spec(Program.of(List.of(), Map.of()));
  }

  private static ContainerSpec spec(Program program) {
    return ContainerSpec.of("app:1", "sandbox-run-1", program);
  }

  @Test
  void the_default_is_no_capability_and_limits() {
    assertThat(arguments(spec()))
        .isEqualTo(
            "create --name sandbox-run-1 --pull never --interactive --no-healthcheck --log-driver none"
                + " --cap-drop ALL --memory "
                + Limits.DEFAULT.memoryBytes()
                + " --pids-limit 4096 --shm-size 1073741824 --network bridge"
                + LOOPBACK_OF_IPV6
                + " app:1");
  }

  /** Leaves out the proxy variables, which are the same every time. */
  private static String arguments(ContainerSpec spec) {
    return String.join(" ", CreateArguments.of(spec, Map.of(), EngineKind.DOCKER))
        .replaceAll(" --env (?i)(http|https|ftp|no|all)_proxy(?= )", "");
  }

  @Test
  void everything_that_is_asked_for_stands_before_the_image_and_the_command_after_it() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("TZ", "UTC");
    environment.put("A", "b c");
    Program program =
        new Program(
            Optional.of("1:2"),
            Optional.of("/work"),
            Optional.of("/bin/sh"),
            List.of("-c", "exit"),
            environment,
            true);
    List<PublishedPort> ports =
        List.of(PublishedPort.onLoopback(8080, "tcp"), new PublishedPort("::1", 0, 53, "udp"));
    ContainerSpec spec =
        spec(program)
            .with(new ContainerNetwork.Own(List.of("front", "back"), ports))
            .with(new Privileges(List.of("NET_ADMIN", "KILL"), false, true))
            .with(new Limits(0, 1.5, 0, 0))
            .with(new CreateOptions(List.of("--memory=8g")));

    assertThat(arguments(spec))
        .isEqualTo(
            "create --name sandbox-run-1 --pull never --interactive --tty --no-healthcheck"
                + " --log-driver none --user 1:2 --workdir /work --entrypoint /bin/sh --cap-drop ALL --cap-add NET_ADMIN --cap-add KILL"
                + " --security-opt no-new-privileges --cpus 1.5 --network front"
                + LOOPBACK_OF_IPV6
                + " --publish 127.0.0.1:8080:8080/tcp --publish [::1]::53/udp --env TZ=UTC --env A=b c"
                + " --memory=8g app:1 -c exit");
  }

  @Test
  void labels_are_the_creators() {
    assertThat(CreateArguments.of(spec(), Map.of("a", "b"), EngineKind.DOCKER))
        .containsSequence("--label", "a=b");
  }

  @Test
  void who_joins_a_network_has_no_other_and_no_ports() {
    assertThat(arguments(spec().with(new ContainerNetwork.Joined("other"))))
        .contains(" --network container:other ")
        .doesNotContain("--publish", "bridge", "--sysctl");
  }

  @Test
  void a_privileged_one_drops_nothing() {
    assertThat(arguments(spec().with(new Privileges(List.of(), true, false))))
        .contains("--privileged")
        .doesNotContain("--cap-drop");
  }

  @Test
  void podman_is_told_to_keep_the_machines_proxies() {
    assertThat(CreateArguments.of(spec(), Map.of(), EngineKind.PODMAN))
        .contains("--http-proxy=false")
        .as("Podman leaves IPv6 on")
        .doesNotContain("--sysctl");
  }

  @Test
  void a_proxy_that_is_asked_for_is_set() {
    assertThat(
            CreateArguments.of(
                spec(Program.of(List.of(), Map.of("http_proxy", "x"))),
                Map.of(),
                EngineKind.DOCKER))
        .contains("http_proxy=x", "HTTP_PROXY")
        .doesNotContain("http_proxy");
  }

  @Test
  void volumes_of_another_container_are_only_read() {
    assertThat(arguments(spec().with(new Volumes(Optional.of("/data"), Optional.of("other")))))
        .contains(" --volume /data ", " --volumes-from other:ro ");
  }
}
