package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.engine.BackgroundTask;
import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.engine.UserLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The user's {@link TestImages} that no build has asked for in a while. Each version of the plugin,
 * of a base and of a policy makes another one.
 *
 * @param cache has a file for each image, whose time is when a build last asked for it; an image
 *     without one counts from when it was first seen here: builds with other caches may use it
 * @param used the name of the image that this build uses
 * @param remarks receives a line about each that is gone, or that the engine does not remove
 */
public record OldTestImages(
    BackgroundTask<ContainerEngine> located,
    Path cache,
    String used,
    Clock clock,
    Consumer<String> remarks) {

  private static final Duration KEPT = Duration.ofDays(14);

  private static final Duration BETWEEN = Duration.ofDays(1);

  /** The file whose time is when a build last looked for old images. */
  private static final String LOOKED = "test-images-looked-through";

  /** Ends the name of the file whose time is when an image without a note was first seen. */
  private static final String SEEN = "-seen";

  /**
   * Removes them, if none of today's builds has. One that a container has the engine does not
   * remove.
   */
  public void removeOnceADay() {
    Path looked = cache.resolve(LOOKED);
    try {
      if (isYoungerThan(BETWEEN, asked(looked))) {
        return;
      }
      Files.createDirectories(cache);
      remove();
      mark(looked);
    } catch (IOException e) {
      remarks.accept("old images of tests stay: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remove() throws IOException, InterruptedException {
    for (ImageDetails image : located.get().imagesWithLabel(UserLabel.asFilter())) {
      List<String> old = new ArrayList<>();
      List<String> names = TestImageNames.of(image);
      for (String name : names) {
        if (isOld(image, name)) {
          old.add(name);
        }
      }
      if (old.size() == names.size()) {
        for (String name : old) {
          remove(image, name);
        }
      }
    }
  }

  private boolean isOld(ImageDetails image, String name) throws IOException {
    if (TestImageNames.withoutHost(name).equals(used)) {
      return false;
    }
    Path note = note(image, name);
    Path counts = Files.exists(note) ? note : seen(note);
    if (!Files.exists(counts)) {
      mark(counts);
    }
    return !isYoungerThan(KEPT, asked(counts));
  }

  /** Not the note itself, which has what is known of the image. */
  private static Path seen(Path note) {
    return note.resolveSibling(note.getFileName() + SEEN);
  }

  /** Writes an empty file with the present time. */
  private void mark(Path file) throws IOException {
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
  }

  private Path note(ImageDetails image, String name) {
    String base = Objects.requireNonNullElse(image.labels().get(TestImages.BASE_LABEL), "");
    return cache.resolve(TestImages.note(TestImageNames.withoutHost(name), base));
  }

  /** Returns a file's time; 1970 where it is not there. */
  private static Instant asked(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  private boolean isYoungerThan(Duration age, Instant time) {
    return time.plus(age).isAfter(clock.instant());
  }

  private void remove(ImageDetails image, String name) throws IOException, InterruptedException {
    try {
      located.get().removeImage(name);
      Path note = note(image, name);
      Files.deleteIfExists(note);
      Files.deleteIfExists(seen(note));
      remarks.accept(
          "image %s is removed: no build asked for it in %d days".formatted(name, KEPT.toDays()));
    } catch (EngineException e) {
      remarks.accept("image %s is old, and stays: %s".formatted(name, e.getMessage()));
    }
  }
}
