package io.github.mavensandbox.mojo.kept;

import io.github.mavensandbox.text.FolderRemoval;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder of the user's in which the plugin keeps something. Links in it are removed, and never
 * followed.
 *
 * @param folder need not be there
 * @param own accepts the names of the entries that are the plugin's
 * @param ofContainers whether builds in containers use it
 */
public record KeptFolder(Path folder, Predicate<String> own, boolean ofContainers) {

  /**
   * Returns what is the plugin's in it, if there is anything.
   *
   * @throws IOException if something else is in its place, or it cannot be read
   */
  Optional<Kept> find() throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(
          "it is a link or a file, not a folder of this plugin's: look at it, and remove it");
    }
    List<Path> entries;
    try (Stream<Path> found = Files.list(folder)) {
      entries = found.filter(path -> own.test(path.getFileName().toString())).sorted().toList();
    }
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(new Kept("folder " + folder, size(entries), () -> remove(entries)));
  }

  private void remove(List<Path> entries) throws IOException {
    for (Path entry : entries) {
      FolderRemoval.remove(entry);
    }
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // What is left is not the plugin's.
      return;
    }
  }

  private static long size(List<Path> entries) throws IOException {
    long[] size = new long[1];
    for (Path entry : entries) {
      Files.walkFileTree(
          entry,
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
    }
    return size[0];
  }
}
