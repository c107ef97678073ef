package io.github.mavensandbox.text;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Removes a folder and what is in it; of a link the link itself, never what it points to. */
public final class FolderRemoval extends SimpleFileVisitor<Path> {

  private FolderRemoval() {}

  /** Removes a folder, beside others that may remove the same. */
  public static void remove(Path folder) throws IOException {
    Files.walkFileTree(folder, new FolderRemoval());
  }

  /**
   * Removes what an earlier build left.
   *
   * @param warnings receives a line when it could not be removed, which does no harm
   */
  public static void removeLeftover(Path folder, Consumer<String> warnings) {
    try {
      remove(folder);
    } catch (IOException e) {
      warnings.accept("cannot remove %s, which an earlier build left: %s".formatted(folder, e));
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Files.deleteIfExists(file);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    // Another build removes the same.
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
      throws IOException {
    if (e != null) {
      throw e;
    }
    Files.deleteIfExists(directory);
    return FileVisitResult.CONTINUE;
  }
}
