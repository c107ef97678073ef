package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.guard.GuardedContainer;
import io.github.mavensandbox.surefire.Fork;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.files.CoverageFiles;
import io.github.mavensandbox.surefire.files.ForkFiles;
import io.github.mavensandbox.surefire.files.SkippedFiles;
import io.github.mavensandbox.surefire.files.TakeResult;
import io.github.mavensandbox.surefire.files.TestListing;
import io.github.mavensandbox.surefire.fork.ForkCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/** A fork's container, with all files in it that the fork does not share. */
record ContainerFork(
    ContainerEngine engine,
    GuardedContainer container,
    ForkSettings settings,
    ForkCommand command,
    CoverageFiles coverage,
    ForkFiles files,
    Executor executor)
    implements Fork {

  @Override
  public String name() {
    return container.name();
  }

  @Override
  public boolean lists() {
    return command.listing().isPresent();
  }

  @Override
  public int candidates() {
    return command.candidates();
  }

  @Override
  public boolean runsTests() {
    return command.runsTests();
  }

  @Override
  public int takeListing() throws IOException {
    Path file = command.listing().orElseThrow();
    try (InputStream tar = engine.copyOut(container.name(), file.toString())) {
      return TestListing.take(tar, file);
    }
  }

  /** The client may have been killed, which the container survives. */
  @Override
  public void end() throws EngineException, InterruptedException {
    engine.kill(container.name(), "KILL");
  }

  @Override
  public TakeResult take() throws IOException {
    try (InputStream tar = engine.copyOut(container.name(), settings.target().toString())) {
      TakeResult result = settings.targetFiles().take(tar, files);
      takeCoverage(result.skipped());
      return result;
    }
  }

  private void takeCoverage(SkippedFiles skipped) throws IOException {
    for (Path file : coverage.files()) {
      try (InputStream tar = engine.copyOut(container.name(), file.toString())) {
        coverage.take(tar, file, skipped);
      }
    }
  }

  /** Where that fails, the guard's watchdog does it. */
  @Override
  public void remove() {
    executor.execute(
        new FutureTask<>(
            () -> {
              container.close();
              return null;
            }));
  }
}
