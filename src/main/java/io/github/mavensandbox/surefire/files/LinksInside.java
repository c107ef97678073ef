package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.text.HiddenNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where links of some directories lead in them. It goes step by step, and looks at nothing outside
 * of them: on some machines to look at a path is to call a host.
 *
 * @param directories as they are written, and each without links on the way
 */
record LinksInside(Map<Path, Path> directories) {

  /** As the kernel has it. */
  private static final int MOST_HOPS = 40;

  static LinksInside of(Collection<Path> directories) throws IOException {
    Map<Path, Path> real = new LinkedHashMap<>();
    for (Path directory : directories) {
      real.put(directory.toAbsolutePath().normalize(), directory.toRealPath());
    }
    return new LinksInside(real);
  }

  /**
   * Returns whether a link leads to a plain file in the directories that is below no name in them
   * that begins with a dot, and on the way never out of them.
   */
  boolean leadsToFile(Path link) throws IOException {
    Deque<Path> names = new ArrayDeque<>();
    Optional<Path> start = start(link, names);
    if (start.isEmpty()) {
      return false;
    }
    Path at = start.get();
    for (int hops = 0; !names.isEmpty(); ) {
      Path name = names.pop();
      Path next = at.resolve(name).normalize();
      if (!isOnTheWay(next)) {
        return false;
      }
      if (isIn(next) && Files.isSymbolicLink(next)) {
        hops++;
        Path target = Files.readSymbolicLink(next);
        Optional<Path> from = target.isAbsolute() ? start(target, names) : Optional.of(at);
        if (hops > MOST_HOPS || from.isEmpty()) {
          return false;
        }
        if (!target.isAbsolute()) {
          push(target, names);
        }
        next = from.get();
      }
      at = next;
    }
    return isIn(at) && !isHidden(at) && Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS);
  }

  /** Finds the directory that a path is in, and puts the names below it before others. */
  private Optional<Path> start(Path path, Deque<Path> names) {
    for (Map.Entry<Path, Path> directory : directories.entrySet()) {
      for (Path written : new Path[] {directory.getKey(), directory.getValue()}) {
        if (path.startsWith(written)) {
          push(written.relativize(path), names);
          return Optional.of(directory.getValue());
        }
      }
    }
    return Optional.empty();
  }

  private static void push(Path path, Deque<Path> names) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      if (!path.getName(i).toString().isEmpty()) {
        names.push(path.getName(i));
      }
    }
  }

  /** In a directory, or above one: no link is there. */
  private boolean isOnTheWay(Path path) {
    return isIn(path) || directories.values().stream().anyMatch(real -> real.startsWith(path));
  }

  private boolean isIn(Path path) {
    return directories.values().stream().anyMatch(path::startsWith);
  }

  private boolean isHidden(Path path) {
    return directories.values().stream()
        .filter(path::startsWith)
        .map(real -> real.relativize(path))
        .allMatch(HiddenNames::areIn);
  }
}
