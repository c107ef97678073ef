package io.github.mavensandbox.engine.guard;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerEngine.Streams;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.Program;
import io.github.mavensandbox.engine.cli.EngineLocator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stands for Maven in tests that kill it: starts a guarded container, says so, and waits for its
 * end.
 */
final class GuardedBuild {

  private GuardedBuild() {}

  /**
   * Takes the engine's program, the image, the container's name, how to connect its streams, and
   * its script.
   */
  public static void main(String[] arguments) throws Exception {
    System.out.println(ProcessHandle.current().pid());
    ContainerEngine engine = new EngineLocator().locate(arguments[0], List.of());
    Streams streams = Streams.valueOf(arguments[3]);
    ContainerSpec spec =
        ContainerSpec.of(
            arguments[1],
            arguments[2],
            new Program(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("sh", "-c", arguments[4]),
                Map.of(),
                streams == Streams.TERMINAL));
    try (ContainerGuard guard = ContainerGuard.open(engine, System.err::println);
        GuardedContainer container = guard.create(spec, Duration.ofHours(1))) {
      Process client = container.start(streams);
      System.out.println("started");
      client.waitFor();
      System.out.println("ended with " + engine.waitFor(container.name()));
    }
    System.out.println("closed");
  }
}
