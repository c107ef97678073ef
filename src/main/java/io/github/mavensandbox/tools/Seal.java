package io.github.mavensandbox.tools;

import io.github.mavensandbox.text.FolderRemoval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Notices every change of a folder since it was made: a file beside it with its name and, of all
 * that is in it, what the kernel keeps of a file.
 *
 * <p>The kernel sets a file's {@code ctime} at each write, rename and change of its mode or times,
 * and no program can set it. A copy, such as one that a CI system restores, has other times and
 * inodes, and so does not pass for the original. Digests of 10 MB take a JVM that just started
 * several times as long, because it interprets them. Neither keeps out a program that runs as the
 * user and outside of a sandbox: that could replace the plugin itself.
 *
 * @param file where the seal is kept
 * @param prefix what the names of the folders beside it begin with that it may be on
 */
record Seal(Path file, String prefix) {

  private static final String ATTRIBUTES = "unix:mode,uid,ino,size,lastModifiedTime,ctime";

  /** Returns the folder that is sealed, if nothing of it has changed. */
  Optional<Path> unbroken() throws IOException {
    Optional<String> kept = kept();
    Optional<Path> folder = kept.flatMap(this::folder);
    try {
      return folder.isPresent() && kept.get().equals(state(folder.get()))
          ? folder
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes a broken seal and what is left of its folder. Another build may do the same at this
   * moment, or have put its own seal there: that one stays.
   */
  void removeBroken() throws IOException {
    Path taken = file.resolveSibling(prefix + UUID.randomUUID() + ".taken");
    try {
      Files.move(file, taken, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    Seal seal = new Seal(taken, prefix);
    if (seal.unbroken().isPresent()) {
      link(taken);
    } else {
      Optional<Path> folder = seal.kept().flatMap(this::folder);
      if (folder.isPresent() && Files.isDirectory(folder.get(), LinkOption.NOFOLLOW_LINKS)) {
        FolderRemoval.remove(folder.get());
      }
    }
    Files.delete(taken);
  }

  /**
   * Seals a folder.
   *
   * @param folder one beside the seal
   * @return whether this seal is now on it; another build may have put its own there before
   */
  boolean put(Path folder) throws IOException {
    Path written = folder.resolveSibling(folder.getFileName() + ".seal");
    Files.write(written, state(folder).getBytes(StandardCharsets.UTF_8));
    boolean put = link(written);
    Files.delete(written);
    return put;
  }

  /** A link, unlike a move, does not replace what is there. */
  private boolean link(Path written) throws IOException {
    try {
      Files.createLink(file, written);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private Optional<String> kept() throws IOException {
    try {
      // A damaged one may be any bytes.
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The folder's name is the first line; what no seal of ours says leads nowhere. */
  private Optional<Path> folder(String kept) {
    String name = kept.lines().findFirst().orElse("");
    return name.startsWith(prefix) && name.matches("[A-Za-z0-9._-]+")
        ? Optional.of(file.resolveSibling(name))
        : Optional.empty();
  }

  private static String state(Path folder) throws IOException {
    StringBuilder state = new StringBuilder(folder.getFileName().toString()).append('\n');
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found.filter(path -> !path.equals(folder)).sorted().toList();
    }
    for (Path path : paths) {
      Map<String, Object> attributes =
          Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      state.append(folder.relativize(path));
      for (String name : ATTRIBUTES.substring("unix:".length()).split(",")) {
        state.append(' ').append(attributes.get(name));
      }
      state.append('\n');
    }
    return state.toString();
  }
}
