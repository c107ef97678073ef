package io.github.mavensandbox.surefire.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Files of the host as they were when a container got copies of them: one that comes back as it was
 * sent is nothing that a test wrote.
 */
public final class SentFiles {

  /** Of a fork that gets no copies. */
  public static final SentFiles NONE = new SentFiles(Map.of());

  private final Map<Path, Stamp> stamps;

  private SentFiles(Map<Path, Stamp> stamps) {
    this.stamps = stamps;
  }

  /** Looks at files, and at all in folders; what is not there is passed over. */
  public static SentFiles of(List<Path> wanted) throws IOException {
    Map<Path, Stamp> stamps = new HashMap<>();
    for (Path root : wanted) {
      if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
        Path real = root.toRealPath();
        try (Stream<Path> files = Files.walk(real)) {
          for (Path file : files.filter(SentFiles::isPlain).toList()) {
            stamps.put(file, Stamp.of(look(file)));
          }
        }
      }
    }
    return new SentFiles(stamps);
  }

  private static boolean isPlain(Path file) {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static BasicFileAttributes look(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Returns whether a file was sent like this.
   *
   * @param file of the host, all links followed
   */
  boolean had(Path file, Stamp stamp) {
    Stamp sent = stamps.get(file);
    return sent != null && sent.isLike(stamp);
  }
}
