package io.github.mavensandbox.image;

import io.github.mavensandbox.text.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The programs that every restricted image brings along, so that any base will do. */
final class ToolsBundle {

  private static final String ROOT = "sandbox";

  private ToolsBundle() {}

  /**
   * Returns the folder that becomes {@code /sandbox}.
   *
   * @param bundle a {@code .tar.gz} with {@code sandbox/} in it, or a folder with it
   * @param cache where an archive is unpacked to, once for each version of it
   * @throws ImageException if the bundle is missing or damaged
   */
  static Path open(Path bundle, Path cache) throws ImageException {
    try {
      Path folder = Files.isDirectory(bundle) ? bundle : unpacked(bundle, cache);
      Path root = folder.resolve(ROOT);
      if (!Files.isDirectory(root)) {
        throw new ImageException("tools bundle " + bundle + " has no " + ROOT + "/ in it");
      }
      return root;
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException("cannot unpack the tools bundle " + bundle + ": " + e, e);
    }
  }

  private static Path unpacked(Path archive, Path cache) throws IOException {
    // Not the digest of its content, which takes a JVM that just started as long as all the rest.
    String version =
        archive.toRealPath() + " " + Files.size(archive) + " " + Files.getLastModifiedTime(archive);
    Path folder = cache.resolve("tools-" + Sha256.hex(version.getBytes(StandardCharsets.UTF_8)));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    Path unfinished = Files.createTempDirectory(cache, "tools");
    unpack(archive, unfinished);
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      // Another build was faster, and unpacked the same.
      delete(unfinished);
    }
    return folder;
  }

  private static void unpack(Path archive, Path folder) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = entry.resolveIn(folder);
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isFile()) {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
        } else {
          throw new IOException("entry " + entry.getName() + " is neither a file nor a directory");
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
