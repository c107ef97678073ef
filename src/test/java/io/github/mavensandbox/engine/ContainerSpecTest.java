package io.github.mavensandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.engine.options.CreateOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerSpecTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "--privileged", "a b", "a/b"})
  void the_network_of_what_is_no_container_is_refused(String container) {
    assertThatThrownBy(() -> new ContainerNetwork.Joined(container))
        .hasMessageContaining("container name '" + container + "'");
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
    assertThat(CreateOptions.canBeVolume(folder)).isFalse();
    assertThatThrownBy(() -> new Volumes(Optional.of(folder), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("folder '" + folder + "' cannot be a volume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/root/.m2/repository", "/a b/ä", "/etcetera"})
  void a_folder_of_the_users_can_be_a_volume(String folder) {
    assertThat(CreateOptions.canBeVolume(folder)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--privileged", "other:rw", "a/b"})
  void volumes_of_what_is_no_container_are_refused(String container) {
    assertThatThrownBy(() -> new Volumes(Optional.empty(), Optional.of(container)))
        .hasMessageContaining("container name '" + container + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host", "none", "container:other", "ns:/proc/1/ns/net", "slirp4netns:x", "", "-x"})
  void a_network_that_is_not_the_sandboxs_own_is_refused(String network) {
    assertThatThrownBy(() -> new ContainerNetwork.Own(List.of("front", network), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("network '" + network + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "--privileged"})
  void an_image_that_would_be_read_as_an_option_is_refused(String image) {
    assertThatThrownBy(() -> ContainerSpec.of(image, "name", Program.of(List.of(), Map.of())))
        .hasMessageContaining("image '" + image + "'");
  }

  @Test
  void a_name_that_would_be_read_as_something_else_is_refused() {
    assertThatThrownBy(() -> ContainerSpec.of("image", "--rm", Program.of(List.of(), Map.of())))
        .hasMessageContaining("container name '--rm'");
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
