package io.github.mavensandbox.surefire.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * By what a file in a tar and one of the host are taken for the same, without a look at what is in
 * them.
 *
 * @param changed when it was changed last
 */
record Stamp(long size, Instant changed) {

  /** A tar may have whole seconds, cut off or rounded: Podman's are the nearest. */
  private static final Duration SECOND = Duration.ofSeconds(1);

  static Stamp of(BasicFileAttributes file) {
    return new Stamp(file.size(), file.lastModifiedTime().toInstant());
  }

  static Stamp of(TarArchiveEntry entry) {
    return new Stamp(entry.getSize(), entry.getLastModifiedTime().toInstant());
  }

  /** Returns whether the other may be of the same file. */
  boolean isLike(Stamp other) {
    return size == other.size
        && Duration.between(changed, other.changed).abs().compareTo(SECOND) < 0;
  }
}
