package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ContainerExit;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.Limits;
import io.github.mavensandbox.engine.guard.GuardedContainer;
import io.github.mavensandbox.surefire.Fork;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.files.CoverageFiles;
import io.github.mavensandbox.surefire.files.ForkFiles;
import io.github.mavensandbox.surefire.files.SkippedFiles;
import io.github.mavensandbox.surefire.files.TakeResult;
import io.github.mavensandbox.surefire.files.TestListing;
import io.github.mavensandbox.surefire.fork.ForkCommand;
import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * A fork's container, with all files in it that the fork does not share.
 *
 * @param dumpsHeap whether its JVM may leave a dump of its heap, and yet end as any other
 */
record ContainerFork(
    ContainerEngine engine,
    GuardedContainer container,
    ForkSettings settings,
    ForkCommand command,
    boolean dumpsHeap,
    CoverageFiles coverage,
    ForkFiles files,
    Executor executor)
    implements Fork {

  /** The least exit code of a JVM that a signal has ended: a crash is one. */
  private static final int SIGNALLED = 129;

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
      takeWanted(result.skipped());
      takeWhatItsEndLeft(result.skipped());
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

  private void takeWanted(SkippedFiles skipped) {
    for (Path wanted : settings.targetFiles().wanted()) {
      try (InputStream tar = engine.copyOut(container.name(), wanted.toString())) {
        skipped.add(settings.targetFiles().takeWanted(tar, wanted, files).skipped());
      } catch (IOException e) {
        skipped.say("nothing was taken of " + Quoted.of(wanted.toString()) + ": is it there?");
      }
    }
  }

  private void takeWhatItsEndLeft(SkippedFiles skipped) throws InterruptedIOException {
    try {
      ContainerExit exit = engine.exit(container.name());
      if (exit.outOfMemory()) {
        skipped.say(
            "the kernel killed a process of the tests, as their container needed more than %s of memory; give more by <memory> (sandbox.memory), or give their JVM a smaller heap (-Xmx)"
                .formatted(Limits.text(settings.limits().memoryBytes())));
      }
      // Only then, because all of the module's files are looked through.
      if (dumpsHeap || exit.code() >= SIGNALLED) {
        try (InputStream tar = engine.copyOut(container.name(), settings.basedir().toString())) {
          skipped.add(settings.targetFiles().takeCrashes(tar).skipped());
        }
      }
    } catch (IOException e) {
      skipped.say("what a crash may have left was not taken: " + Quoted.of(e.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the tests' files were taken");
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
