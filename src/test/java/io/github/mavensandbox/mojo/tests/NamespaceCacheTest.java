package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceCacheTest {

  private static final String TOOLS = "a-0.1.0-tools-linux-amd64.tar.gz-4667857-1795811970583.";

  @ParameterizedTest
  @ValueSource(strings = {"run", "agent", TOOLS + "seal", TOOLS + "154083", TOOLS + "154083.seal"})
  void what_the_plugin_keeps_is_its_own(String name) {
    assertThat(NamespaceCache.isOwn(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bundles",
        "podman",
        "clone-0ef2297b.lock",
        "agent.log",
        "run-1",
        "backup-2024-01.tar.gz"
      })
  void what_others_keep_beside_it_is_not(String name) {
    assertThat(NamespaceCache.isOwn(name)).isFalse();
  }
}
