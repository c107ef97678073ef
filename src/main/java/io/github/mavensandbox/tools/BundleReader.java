package io.github.mavensandbox.tools;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads the archive of a tools bundle. */
final class BundleReader {

  /** Takes one file of a bundle. */
  interface FileWriter {

    /**
     * Writes a file.
     *
     * @param file where it belongs; its folder is there
     * @param content is not to be closed
     */
    void write(Path file, InputStream content) throws IOException;
  }

  /** More than the library asks for at a time, which would pass a smaller one by. */
  private static final int BUFFER = 1 << 16;

  private BundleReader() {}

  /**
   * Unpacks a bundle.
   *
   * @param archive a {@code .tar.gz} of plain files and folders
   * @param wanted which entries to unpack, by their names
   * @param folder receives them
   * @param writer writes each file
   */
  static void unpack(Path archive, Predicate<String> wanted, Path folder, FileWriter writer)
      throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        // To pass over an entry, the library reads into a buffer that all threads share: the
        // checksum has
        // to be taken of another one.
        InputStream unpacked = new BufferedInputStream(new GZIPInputStream(file), BUFFER);
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!wanted.test(entry.getName())) {
          continue;
        }
        Path path = entry.resolveIn(folder);
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isFile()) {
          Files.createDirectories(path.getParent());
          writer.write(path, tar);
        } else {
          throw new IOException("entry " + entry.getName() + " is neither a file nor a directory");
        }
      }
    }
  }
}
