package io.github.mavensandbox.mojo.kept;

import io.github.mavensandbox.text.FolderRemoval;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/** A folder that only the plugin writes to. Links in it are removed, and never followed. */
final class KeptFolder {

  private KeptFolder() {}

  /**
   * Returns a folder, if it is there.
   *
   * @throws IOException where something else is in its place, or it cannot be looked at
   */
  static Optional<Kept> of(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          folder
              + " is a link or a file, not a folder of this plugin's: look at it, and remove it");
    }
    return Optional.of(
        new Kept(
            "folder " + folder, OptionalLong.of(size(folder)), () -> FolderRemoval.remove(folder)));
  }

  private static long size(Path folder) throws IOException {
    long[] size = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            size[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // What cannot be read may still be removed; a build may have just done so.
            return FileVisitResult.CONTINUE;
          }
        });
    return size[0];
  }
}
