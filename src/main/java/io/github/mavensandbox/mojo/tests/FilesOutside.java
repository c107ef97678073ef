package io.github.mavensandbox.mojo.tests;

import io.github.mavensandbox.surefire.ForkSettings;
import io.github.mavensandbox.text.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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
 * @param since when the tests began: what is newer they may have written themselves
 */
record FilesOutside(ForkSettings forks, Instant since) {

  /** More would hide the rest of what is printed. */
  private static final int MOST = 10;

  /** Returns a line that names them, safe to print; nothing where there are none. */
  Optional<String> line(List<String> missing) {
    List<Path> found =
        missing.stream()
            .flatMap(path -> absolute(path).stream())
            .distinct()
            .filter(this::isMissed)
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
        "tests opened %s%s, which %s there outside of the sandbox: to send %s in, name %s in <test><files> (sandbox.test.files)"
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

  private boolean isMissed(Path path) {
    return forks.tracked().modules().stream()
        .filter(module -> path.startsWith(module) && !path.equals(module))
        .anyMatch(module -> isOld(module, module.relativize(path)) && !wasSent(path));
  }

  /** Where a test has removed what was sent, nothing is missing. */
  private boolean wasSent(Path path) {
    Stream<Path> sent =
        Stream.concat(
            Stream.of("src", "pom.xml").map(forks.basedir()::resolve), forks.files().stream());
    return forks.tracked().has(path)
        || sent.anyMatch(path::startsWith)
        || forks.targetFiles().hasTaken(path);
  }

  /** Whether a file was there before the tests, and is none of those that begin with a dot. */
  private boolean isOld(Path module, Path file) {
    Path at = module;
    for (Path name : file) {
      at = at.resolve(name);
      if (name.toString().startsWith(".") || Files.isSymbolicLink(at)) {
        return false;
      }
    }
    try {
      FileTime changed =
          (FileTime)
              Objects.requireNonNull(
                  Files.getAttribute(at, "unix:ctime", LinkOption.NOFOLLOW_LINKS));
      return changed.toInstant().isBefore(since);
    } catch (IOException e) {
      // It is not there.
      return false;
    }
  }
}
