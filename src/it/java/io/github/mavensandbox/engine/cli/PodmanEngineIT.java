package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.EngineUnderTest;
import io.github.mavensandbox.engine.options.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The Podman that is under test; else root's own. */
class PodmanEngineIT extends EngineContract {

  private static final Path PROGRAM = Path.of("/usr/bin/podman");
  private static final Path RUNC = Path.of("/usr/sbin/runc");

  @Override
  ContainerEngine locate() throws EngineException, InterruptedException {
    if (EngineUnderTest.isPodman()) {
      return new EngineLocator().locate(EngineUnderTest.program(), List.of());
    }
    Assumptions.assumeTrue(Files.isExecutable(PROGRAM), "Podman is not installed");
    return new EngineLocator()
        .locate(PROGRAM.toString(), Files.exists(RUNC) ? List.of("--runtime=runc") : List.of());
  }

  @Override
  boolean hasLimits() throws Exception {
    List<String> info = new ArrayList<>(engine().command());
    info.addAll(
        List.of("info", "--format", "{{.Host.Security.Rootless}} {{.Host.CgroupsVersion}}"));
    return !new Command(info, Command.SHORT).run().orThrow().equals("true v1");
  }

  /** Where root may not raise limits, those that Podman asks for by itself are refused. */
  @Override
  CreateOptions createOptions() {
    return EngineUnderTest.isPodman()
        ? CreateOptions.NONE
        : new CreateOptions(List.of("--ulimit=nofile=20000:20000", "--ulimit=nproc=1000:1000"));
  }
}
