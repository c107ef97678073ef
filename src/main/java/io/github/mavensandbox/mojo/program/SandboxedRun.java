package io.github.mavensandbox.mojo.program;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.guard.ContainerGuard;
import io.github.mavensandbox.engine.guard.GuardedContainer;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.RecordArchive;
import io.github.mavensandbox.record.RecordException;
import io.github.mavensandbox.record.RecordReader;
import io.github.mavensandbox.run.RunDescription;
import io.github.mavensandbox.run.RunFolders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.apache.maven.plugin.logging.Log;

/**
 * Runs a restricted image once, with this process's streams, and fetches what the kernel recorded.
 *
 * @param folders where the raw record and the description of the run go
 * @param agent that the command names
 */
public record SandboxedRun(
    ContainerEngine engine, RunFolders folders, Optional<ProgramAgent> agent, Log log) {

  /** The entrypoint's exit code when it refuses to start the program. */
  public static final int REFUSED = 125;

  private static final String RECORD = "/sandbox/record";

  /** A server may run for long; builds that cannot see this one must not take it for abandoned. */
  private static final Duration LIFETIME = Duration.ofDays(7);

  /** What is left of a run: {@code description} tells of its end. */
  public record Ended(RunDescription description, KernelRecord record) {}

  /** Runs it to its end, and removes the container. */
  public Ended run(ContainerSpec spec, RunDescription begun)
      throws InterruptedException, IOException {
    folders.write(begun);
    try (ContainerGuard guard = ContainerGuard.open(engine, log::warn);
        GuardedContainer container = guard.create(spec, LIFETIME)) {
      if (agent.isPresent()) {
        agent.get().addTo(engine, container.name());
      }
      container
          .start(
              spec.program().terminal()
                  ? ContainerEngine.Streams.TERMINAL
                  : ContainerEngine.Streams.INHERITED)
          .waitFor();
      int exitCode = engine.waitFor(container.name());
      CompletableFuture<Optional<String>> attempts =
          CompletableFuture.supplyAsync(
              () -> attempts(container.name(), folders.attemptsOf(begun)));
      KernelRecord record = record(container.name(), folders.of(begun));
      attempts.join().ifPresent(log::warn);
      RunDescription ended = begun.end(0, OptionalInt.of(exitCode));
      folders.write(ended);
      return new Ended(ended, record);
    }
  }

  private Optional<String> attempts(String container, Path folder) {
    return agent.flatMap(taker -> taker.take(engine, container, folder));
  }

  private KernelRecord record(String container, Path directory) throws IOException {
    try (InputStream tar = engine.copyOut(container, RECORD)) {
      new RecordArchive().extract(tar, directory);
    } catch (EngineException | RecordException e) {
      return KernelRecord.unusable(String.valueOf(e.getMessage()));
    }
    return new RecordReader().read(directory);
  }
}
