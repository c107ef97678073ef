package io.github.mavensandbox.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

class PodmanEngineIT extends EngineContract {

  private static final Path PROGRAM = Path.of("/usr/bin/podman");
  private static final Path RUNC = Path.of("/usr/sbin/runc");

  @Override
  ContainerEngine locate() throws EngineException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "Podman is not installed");
    return new EngineLocator()
        .locate(PROGRAM.toString(), Files.exists(RUNC) ? List.of("--runtime", "runc") : List.of());
  }

  /** Where root may not raise limits, those that Podman asks for by itself are refused. */
  @Override
  List<String> createArguments() {
    return List.of("--ulimit", "nofile=20000:20000", "--ulimit", "nproc=1000:1000");
  }
}
