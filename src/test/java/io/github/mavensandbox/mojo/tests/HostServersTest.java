package io.github.mavensandbox.mojo.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mavensandbox.policy.Policy;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostServersTest {

  private final Map<String, String> properties = new HashMap<>();
  private final List<String> log = new ArrayList<>();

  private HostServers servers(String allowed, String late) throws Exception {
    return new HostServers(
        Policy.of(List.of(allowed), List.of()),
        List.of(late),
        new ExpressionEvaluator() {
          @Override
          public @Nullable Object evaluate(String expression) {
            return properties.getOrDefault(expression, expression);
          }

          @Override
          public File alignToBaseDirectory(File file) {
            return file;
          }
        },
        log::add);
  }

  @Test
  void aPortIsReadWhenItIsAskedFor() throws Exception {
    HostServers servers = servers("out host:8080/tcp", " out host:${server.port}/tcp ");
    properties.put("${server.port}", "41234");

    assertThat(servers.isEmpty()).isFalse();
    assertThat(servers.now()).containsExactly(8080, 41234);

    properties.put("${server.port}", "8080");
    assertThat(servers.now()).containsExactly(8080);
  }

  @Test
  void whereTheServerHasNoPortYetNothingIsOpened() throws Exception {
    HostServers servers = servers("out host:8080/tcp", "out host:${server.port}");

    assertThat(servers.now()).containsExactly(8080);
    assertThat(log)
        .containsExactly(
            "<allow> 'out host:${server.port}': the property has no value yet, so these tests reach no such server");
  }

  @Test
  void aPropertyThatIsNoPortIsAnError() throws Exception {
    HostServers servers = servers("none", "out host:${server.port}");
    properties.put("${server.port}", "http");

    assertThatThrownBy(servers::now)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("<allow> 'out host:${server.port}': <allow> rule 1, ");
  }

  @Test
  void onlyARuleForThatIsRead() {
    assertThat(
            List.of(
                "out host:${p}",
                "HOST:${p}/tcp",
                "out host:8080",
                "out ${p}:8080",
                "in host:${p}",
                "out host:${p}/udp"))
        .filteredOn(HostServers::isLate)
        .containsExactly("out host:${p}", "HOST:${p}/tcp");
  }
}
