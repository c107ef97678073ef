package io.github.mavensandbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.options.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineIT extends EngineContract {

  @Override
  ContainerEngine locate() throws EngineException, InterruptedException {
    return new EngineLocator().locate("docker", List.of());
  }

  @Override
  CreateOptions createOptions() {
    return CreateOptions.NONE;
  }

  @Test
  void the_proxies_of_the_users_configuration_stay_outside(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"proxies\":{\"default\":{\"httpProxy\":\"http://user:secret@proxy.invalid:1\"}}}");
    ContainerEngine configured =
        new EngineLocator().locate("docker", List.of("--config=" + folder));
    ContainerSpec spec = spec("env");
    configured.create(spec, Map.of());

    Process client = configured.start(spec.name(), ContainerEngine.Streams.PIPED);

    assertThat(client.getInputStream().readAllBytes())
        .asString()
        .doesNotContainIgnoringCase("proxy");
  }
}
