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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The user's {@link TestImages} that no build has asked for in a while. Each version of the plugin,
 * of a base and of a policy makes another one.
 *
 * @param cache has a file for each image, whose time is when a build last asked for it; an image
 *     without one counts from when it was made
 * @param remarks receives a line about each that is gone, or that the engine does not remove
 */
public record OldTestImages(
    BackgroundTask<ContainerEngine> located, Path cache, Clock clock, Consumer<String> remarks) {

  private static final Duration KEPT = Duration.ofDays(14);

  private static final Duration BETWEEN = Duration.ofDays(1);

  /** The file whose time is when a build last looked for old images. */
  private static final String LOOKED = "test-images-looked-through";

  /** Podman says where an image with a short name is from. */
  private static final String HERE = "localhost/";

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
      Files.writeString(looked, "");
      Files.setLastModifiedTime(looked, FileTime.from(clock.instant()));
      remove();
    } catch (IOException e) {
      remarks.accept("old images of tests stay: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void remove() throws IOException, InterruptedException {
    for (ImageDetails image : located.get().imagesWithLabel(UserLabel.asFilter())) {
      // Where it lost its name to another one, only its id is left.
      List<String> names =
          image.references().isEmpty()
              ? List.of(image.id())
              : image.references().stream().filter(OldTestImages::isOurs).toList();
      if (names.stream().allMatch(name -> isOld(image, name))) {
        for (String name : names) {
          remove(image, name);
        }
      }
    }
  }

  private static boolean isOurs(String name) {
    return own(name).startsWith(TestImages.NAME);
  }

  private static String own(String name) {
    return name.startsWith(HERE) ? name.substring(HERE.length()) : name;
  }

  private boolean isOld(ImageDetails image, String name) {
    Instant asked = asked(note(image, name));
    return !isYoungerThan(KEPT, asked.equals(Instant.EPOCH) ? image.created() : asked);
  }

  private Path note(ImageDetails image, String name) {
    String base = Objects.requireNonNullElse(image.labels().get(TestImages.BASE_LABEL), "");
    return cache.resolve(TestImages.note(own(name), base));
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
      Files.deleteIfExists(note(image, name));
      remarks.accept(
          "image %s is removed: no build asked for it in %d days".formatted(name, KEPT.toDays()));
    } catch (EngineException e) {
      remarks.accept("image %s is old, and stays: %s".formatted(name, e.getMessage()));
    }
  }
}
