package io.github.mavensandbox.surefire.files;

import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * By what a file in a tar and one of the host are taken for the same, without a look at what is in
 * them.
 *
 * @param seconds when it was changed last, since 1970; a tar may tell no fractions of them
 */
record Stamp(long size, long seconds) {

  static Stamp of(BasicFileAttributes file) {
    return new Stamp(file.size(), file.lastModifiedTime().to(TimeUnit.SECONDS));
  }

  static Stamp of(TarArchiveEntry entry) {
    return new Stamp(entry.getSize(), entry.getLastModifiedTime().to(TimeUnit.SECONDS));
  }
}
