package io.github.mavensandbox.surefire.container;

import io.github.mavensandbox.engine.options.CreateOptions;
import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.surefire.files.TarName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides whether the forks of an execution can share their libraries, which lie in one folder. */
final class LibraryFolder {

  private LibraryFolder() {}

  /**
   * Returns the folder: the local repository, or nothing where a read-only volume in its place
   * would take away what a fork of its own would have.
   *
   * <ul>
   *   <li>What tests write to cannot be in it: the project, the user's home, and what <code>
   *       &lt;test&gt;&lt;files&gt;</code> names of it, of which each fork has a copy.
   *   <li>A container's volumes can only be shared all together, and those of the image are each
   *       fork's own.
   * </ul>
   */
  static Optional<Path> of(TestImage image, ForkSettings settings) {
    // A mount of the user's may be in the way of the volume, or hide what is in it.
    return Optional.of(settings.repository().folder())
        .filter(folder -> !settings.options().haveMounts())
        .filter(Path::isAbsolute)
        .map(Path::normalize)
        .filter(LibraryFolder::canBeVolume)
        .filter(folder -> !image.hasVolumes())
        .filter(folder -> ofFork(image, settings).noneMatch(path -> path.startsWith(folder)))
        .filter(folder -> !folder.startsWith(settings.target()))
        .filter(folder -> settings.files().stream().noneMatch(folder::startsWith));
  }

  private static boolean canBeVolume(Path folder) {
    // In a locale without UTF-8 the engine would get another name than the tar.
    return TarName.of(folder).map("/"::concat).filter(folder.toString()::equals).isPresent()
        && CreateOptions.canBeVolume(folder.toString());
  }

  private static Stream<Path> ofFork(TestImage image, ForkSettings settings) {
    return Stream.of(
            Stream.of(settings.basedir(), settings.target(), Path.of(image.javaHome())),
            settings.files().stream(),
            image.homes())
        .flatMap(paths -> paths);
  }
}
