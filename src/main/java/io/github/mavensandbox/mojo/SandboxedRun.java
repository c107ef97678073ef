package io.github.mavensandbox.mojo;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerGuard;
import io.github.mavensandbox.engine.ContainerSpec;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.GuardedContainer;
import io.github.mavensandbox.record.KernelRecord;
import io.github.mavensandbox.record.RecordArchive;
import io.github.mavensandbox.record.RecordException;
import io.github.mavensandbox.record.RecordReader;
import io.github.mavensandbox.record.RunDescription;
import io.github.mavensandbox.record.RunFolders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.maven.plugin.logging.Log;

/**
 * Runs a restricted image once, with this process's streams, and fetches what the kernel recorded.
 */
final class SandboxedRun {

  /** The entrypoint's exit code when it refuses to start the program. */
  static final int REFUSED = 125;

  private static final String RECORD = "/sandbox/record";

  /** A server may run for long; builds that cannot see this one must not take it for abandoned. */
  private static final Duration LIFETIME = Duration.ofDays(7);

  private final ContainerEngine engine;
  private final RunFolders folders;
  private final Log log;

  /**
   * Makes a run.
   *
   * @param folders where the raw record and the description of the run go
   */
  SandboxedRun(ContainerEngine engine, RunFolders folders, Log log) {
    this.engine = engine;
    this.folders = folders;
    this.log = log;
  }

  /** What is left of a run: {@code description} tells of its end. */
  record Ended(RunDescription description, KernelRecord record) {}

  /** Runs it to its end, and removes the container. */
  Ended run(ContainerSpec spec, RunDescription begun)
      throws EngineException, InterruptedException, IOException {
    folders.write(begun);
    try (ContainerGuard guard = ContainerGuard.open(engine, log::warn);
        GuardedContainer container = guard.create(spec, LIFETIME)) {
      container
          .start(
              spec.terminal()
                  ? ContainerEngine.Streams.TERMINAL
                  : ContainerEngine.Streams.INHERITED)
          .waitFor();
      int exitCode = engine.waitFor(container.name());
      KernelRecord record = record(container.name(), folders.of(begun));
      RunDescription ended = begun.end(0, OptionalInt.of(exitCode));
      folders.write(ended);
      return new Ended(ended, record);
    }
  }

  private KernelRecord record(String container, Path directory) throws IOException {
    try (InputStream tar = engine.copyOut(container, RECORD)) {
      new RecordArchive().extract(tar, directory);
    } catch (EngineException | RecordException e) {
      return KernelRecord.unusable(e.getMessage());
    }
    return new RecordReader().read(directory);
  }
}
