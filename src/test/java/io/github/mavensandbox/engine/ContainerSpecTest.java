package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSpecTest {

  private static ContainerSpec.Builder spec() {
    return ContainerSpec.builder("app:1", "sandbox-run-1");
  }

  @Test
  void the_default_is_no_capability_and_limits() {
    assertThat(arguments(spec().build()))
        .isEqualTo(
            "create --name sandbox-run-1 --pull never --interactive --no-healthcheck --log-driver none"
                + " --cap-drop ALL --memory 4294967296 --pids-limit 4096 --shm-size 1073741824 --network bridge"
                + " app:1");
  }

  /** Leaves out the proxy variables, which are the same every time. */
  private static String arguments(ContainerSpec spec) {
    return String.join(" ", CreateArguments.of(spec, EngineKind.DOCKER))
        .replaceAll(" --env (?i)(http|https|ftp|no|all)_proxy(?= )", "");
  }

  @Test
  void everything_that_is_asked_for_stands_before_the_image_and_the_command_after_it() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("TZ", "UTC");
    environment.put("A", "b c");
    ContainerSpec spec =
        spec()
            .entrypoint("/bin/sh")
            .command(List.of("-c", "exit"))
            .labels(Map.of("a", "b"))
            .environment(environment)
            .ports(
                List.of(
                    PublishedPort.onLoopback(8080, "tcp"), new PublishedPort("::1", 0, 53, "udp")))
            .networks(List.of("front", "back"))
            .capabilities(List.of("NET_ADMIN", "KILL"))
            .securityOptions(List.of("no-new-privileges"))
            .memory(0)
            .cpus(1.5)
            .pids(0)
            .sharedMemory(0)
            .terminal(true)
            .createArguments(List.of("--memory=8g"))
            .build();

    assertThat(arguments(spec))
        .isEqualTo(
            "create --name sandbox-run-1 --pull never --label a=b --interactive --tty --no-healthcheck"
                + " --log-driver none --entrypoint /bin/sh --cap-drop ALL --cap-add NET_ADMIN --cap-add KILL"
                + " --security-opt no-new-privileges --cpus 1.5 --network front"
                + " --publish 127.0.0.1:8080:8080/tcp --publish [::1]::53/udp --env TZ=UTC --env A=b c"
                + " --memory=8g app:1 -c exit");
  }

  @Test
  void a_privileged_one_drops_nothing() {
    assertThat(arguments(spec().privileged(true).build()))
        .contains("--privileged")
        .doesNotContain("--cap-drop");
  }

  @Test
  void podman_is_told_to_keep_the_machines_proxies() {
    assertThat(CreateArguments.of(spec().build(), EngineKind.PODMAN))
        .contains("--http-proxy=false");
  }

  @Test
  void a_proxy_that_is_asked_for_is_set() {
    assertThat(
            CreateArguments.of(
                spec().environment(Map.of("http_proxy", "x")).build(), EngineKind.DOCKER))
        .contains("http_proxy=x", "HTTP_PROXY")
        .doesNotContain("http_proxy");
  }

  @Test
  void volumes_of_another_container_are_only_read() {
    assertThat(arguments(spec().volume("/data").volumesFrom("other").build()))
        .contains(" --volume /data ", " --volumes-from other:ro ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "data",
        "/sandbox/bin",
        "/etc",
        "/proc/1",
        "/dev/shm/m2",
        "/a/../etc",
        "/home/dev:/home",
        "/data:ro",
        "name:/data"
      })
  void a_volume_that_would_hide_what_closes_the_sandbox_is_refused(String folder) {
    assertThat(ContainerSpec.canHaveVolume(folder)).isFalse();
    assertThatThrownBy(() -> spec().volume(folder).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("folder '" + folder + "' cannot be a volume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/root/.m2/repository", "/a b/ä", "/etcetera"})
  void a_folder_of_the_users_can_be_a_volume(String folder) {
    assertThat(ContainerSpec.canHaveVolume(folder)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--privileged", "other:rw", "a/b"})
  void volumes_of_what_is_no_container_are_refused(String container) {
    assertThatThrownBy(() -> spec().volumesFrom(container).build())
        .hasMessageContaining("container name '" + container + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host", "none", "container:other", "ns:/proc/1/ns/net", "slirp4netns:x", "", "-x"})
  void a_network_that_is_not_the_sandboxs_own_is_refused(String network) {
    assertThatThrownBy(() -> spec().networks(List.of("front", network)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network '" + network + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "--privileged"})
  void an_image_that_would_be_read_as_an_option_is_refused(String image) {
    assertThatThrownBy(() -> ContainerSpec.builder(image, "name").build())
        .hasMessageContaining("image '" + image + "'");
  }

  @Test
  void a_name_that_would_be_read_as_something_else_is_refused() {
    assertThatThrownBy(() -> ContainerSpec.builder("image", "--rm").build())
        .hasMessageContaining("container name '--rm'");
  }

  @Test
  void arguments_that_open_the_sandbox_are_refused() {
    assertThatThrownBy(() -> spec().createArguments(List.of("--pid=host")).build())
        .hasMessageContaining("sandbox.createArgs item 1, '--pid=host', is refused");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65536})
  void a_port_out_of_range_is_refused(int port) {
    assertThatThrownBy(() -> PublishedPort.onLoopback(port, "tcp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("port " + port + " is not in the range");
  }

  @Test
  void a_protocol_that_cannot_be_published_is_refused() {
    assertThatThrownBy(() -> PublishedPort.onLoopback(80, "icmp"))
        .hasMessage("protocol 'icmp' is neither tcp nor udp");
  }
}
