package io.github.mavensandbox.image;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.ImageDetails;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An engine and the images that it has. It is asked once for each: a call of its command line costs
 * as much as Jib needs for a layer.
 */
final class EngineImages {

  private final ContainerEngine engine;
  private final Map<String, BackgroundTask<Optional<ImageDetails>>> answers =
      new ConcurrentHashMap<>();

  EngineImages(ContainerEngine engine) {
    this.engine = engine;
  }

  ContainerEngine engine() {
    return engine;
  }

  /** Asks for an image that will be needed. */
  void expect(String reference) {
    question(reference).begin("image-inspect");
  }

  /** Returns an image, if the engine had it. */
  Optional<ImageDetails> get(String reference) throws EngineException, InterruptedException {
    return question(reference).get();
  }

  private BackgroundTask<Optional<ImageDetails>> question(String reference) {
    return answers.computeIfAbsent(
        reference, image -> new BackgroundTask<>(() -> engine.inspectImage(image)));
  }
}
