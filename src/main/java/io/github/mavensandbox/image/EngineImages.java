package io.github.mavensandbox.image;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.ImageDetails;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * An engine and the images that it has. It is asked once for each: a call of its command line costs
 * as much as Jib needs for a layer.
 */
final class EngineImages {

  private final ContainerEngine engine;
  private final Map<String, FutureTask<Optional<ImageDetails>>> answers = new ConcurrentHashMap<>();

  EngineImages(ContainerEngine engine) {
    this.engine = engine;
  }

  /** Returns the engine itself. */
  ContainerEngine engine() {
    return engine;
  }

  /** Asks for an image that will be needed. */
  void expect(String reference) {
    FutureTask<Optional<ImageDetails>> question = question(reference);
    Thread thread = new Thread(question, "image-inspect");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns an image, if the engine had it. */
  Optional<ImageDetails> get(String reference) throws IOException, InterruptedException {
    FutureTask<Optional<ImageDetails>> question = question(reference);
    // Does nothing if somebody runs or ran it.
    question.run();
    try {
      return question.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IOException("cannot ask the engine for " + reference + ": " + e.getCause(), e);
    }
  }

  private FutureTask<Optional<ImageDetails>> question(String reference) {
    return answers.computeIfAbsent(
        reference, image -> new FutureTask<>(() -> engine.inspectImage(image)));
  }
}
