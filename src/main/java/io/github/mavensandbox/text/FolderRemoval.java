package io.github.mavensandbox.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Removes a folder and what is in it; of a link the link itself, never what it points to. Folders
 * that may not be read or written to are the user's all the same: an overlay leaves such ones.
 */
public final class FolderRemoval extends SimpleFileVisitor<Path> {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Set<Path> opened = new HashSet<>();

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
    delete(file);
    return FileVisitResult.CONTINUE;
  }

  private void delete(Path path) throws IOException {
    try {
      Files.deleteIfExists(path);
    } catch (AccessDeniedException e) {
      open(Objects.requireNonNull(path.getParent()), e);
      Files.deleteIfExists(path);
    }
  }

  private void open(Path folder, AccessDeniedException denied) throws IOException {
    if (!opened.add(folder)) {
      throw denied;
    }
    Files.setPosixFilePermissions(folder, OWNER_ONLY);
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    // Another build removes the same.
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    if (e instanceof AccessDeniedException denied
        && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      open(file, denied);
      Files.walkFileTree(file, this);
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
    delete(directory);
    return FileVisitResult.CONTINUE;
  }
}
