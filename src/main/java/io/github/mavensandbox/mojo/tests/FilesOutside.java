package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.text.HiddenNames;
import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of the files that tests did not find in their container lie in the build's modules.
 *
 * <p>Tests choose the paths. So it looks at none elsewhere and follows no link: on some machines to
 * look at a path is to call a host.
 *
 * @param forks what the containers got
 * @param classPath they got that, too
 * @param since when the tests began: what is newer they may have written themselves
 */
record FilesOutside(ForkSettings forks, List<Path> classPath, Instant since) {

  /** More would hide the rest of what is printed. */
  private static final int MOST = 10;

  /** Of links that lead to links. */
  private static final int MOST_HOPS = 40;

  /** Returns a line that names them and is safe to print, if there are any. */
  Optional<String> line(List<String> missing) {
    List<Path> found =
        missing.stream()
            .flatMap(path -> absolute(path).stream())
            .flatMap(path -> missed(path).stream())
            .distinct()
            .limit(MOST + 1)
            .toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String names =
        String.join(
            ", ",
            found.stream()
                .limit(MOST)
                .map(path -> Quoted.of(forks.basedir().relativize(path).toString()))
                .toList());
    return Optional.of(
        "tests looked for %s%s, which %s there outside of the sandbox: to send %s in, name %s in <test><files> (sandbox.test.files)"
            .formatted(
                names,
                found.size() > MOST ? " and more" : "",
                found.size() == 1 ? "is" : "are",
                found.size() == 1 ? "it" : "them",
                found.size() == 1 ? "it" : "them"));
  }

  private static Optional<Path> absolute(String path) {
    try {
      return Optional.of(Path.of(path).normalize()).filter(Path::isAbsolute);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Returns what would have to be sent, so that a path is there. */
  private Optional<Path> missed(Path path) {
    if (!isVisible(path) || cameWhole(path)) {
      return Optional.empty();
    }
    return isMissed(path, MOST_HOPS) ? Optional.of(path) : linkOutside(path);
  }

  /** Whether it is in a module, and below no name there that begins with a dot. */
  private boolean isVisible(Path path) {
    return modulesOf(path).anyMatch(module -> !HiddenNames.areIn(module.relativize(path)));
  }

  private Stream<Path> modulesOf(Path path) {
    return forks.tracked().modules().stream()
        .filter(module -> path.startsWith(module) && !path.equals(module));
  }

  private boolean isMissed(Path path, int hops) {
    Optional<Path> link = firstLink(path);
    if (link.isEmpty()) {
      return isVisible(path) && isOld(path) && !wasSent(path);
    }
    Optional<Path> target = link.filter(this::isInSrc).flatMap(FilesOutside::target);
    // In src a link to a file is followed, but one to a directory is not.
    return target.isPresent()
        && hops > 0
        && !(link.get().equals(path)
            && firstLink(target.get()).isEmpty()
            && modulesOf(target.get()).findAny().isPresent()
            && Files.isRegularFile(target.get(), LinkOption.NOFOLLOW_LINKS))
        && isMissed(target.get().resolve(link.get().relativize(path)).normalize(), hops - 1);
  }

  /** Finds the link of src on the way to a path that leads out of the modules: it is not sent. */
  private Optional<Path> linkOutside(Path path) {
    return firstLink(path)
        .filter(this::isInSrc)
        .filter(this::isOld)
        .filter(
            link ->
                target(link)
                    .filter(
                        to ->
                            !HiddenNames.areIn(to)
                                && forks.tracked().modules().stream().noneMatch(to::startsWith))
                    .isPresent());
  }

  /** By what is written in the link; nothing is looked at there. */
  private static Optional<Path> target(Path link) {
    try {
      return Optional.of(link.resolveSibling(Files.readSymbolicLink(link)).normalize());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> firstLink(Path path) {
    Optional<Path> module = modulesOf(path).max(Comparator.comparingInt(Path::getNameCount));
    if (module.isPresent()) {
      Path at = module.get();
      for (Path name : module.get().relativize(path)) {
        at = at.resolve(name);
        if (Files.isSymbolicLink(at)) {
          return Optional.of(at);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isInSrc(Path path) {
    return path.startsWith(forks.basedir().resolve("src"));
  }

  /** Whether it is at or below what was sent with all that its links lead to. */
  private boolean cameWhole(Path path) {
    return Stream.concat(forks.files().stream(), classPath.stream()).anyMatch(path::startsWith);
  }

  /** Where a test has removed what was sent, nothing is missing. */
  private boolean wasSent(Path path) {
    return isInSrc(path)
        || path.equals(forks.basedir().resolve("pom.xml"))
        || cameWhole(path)
        || forks.tracked().has(path)
        || forks.targetFiles().hasTaken(path);
  }

  /** Whether a file was there before the tests. */
  private boolean isOld(Path file) {
    try {
      FileTime changed =
          (FileTime)
              Objects.requireNonNull(
                  Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS));
      return changed.toInstant().isBefore(since);
    } catch (IOException e) {
      // It is not there.
      return false;
    }
  }
}
