package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The checkout of git that a folder is in. Nothing of git is run, and its configuration is not
 * read.
 *
 * @param top its folder, without links on the way
 * @param names of the files that it tracks, a character for each byte
 */
record Checkout(Path top, List<String> names) {

  /** Half a million files. */
  private static final long MOST_BYTES = 64L << 20;

  /** How the file begins that a worktree or a submodule has in place of {@code .git}. */
  private static final String POINTER = "gitdir:";

  private static final int MOST_POINTER = 4096;

  /** Also one with an empty name, or with two dots, which git never writes. */
  private static final Pattern HIDDEN = Pattern.compile("(^|/)(\\.|/|$)");

  private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9/._-]");

  /**
   * Finds the checkout that a folder is in; empty if there is none, or if it cannot be read.
   *
   * @param folder without links on the way
   * @param read the names of each index that has been read: many modules are in one checkout
   */
  static Optional<Checkout> of(Path folder, Map<Path, Optional<List<String>>> read) {
    for (Path at = folder; at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
        try {
          return read(at, git, folder, read);
        } catch (IOException | InvalidPathException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Checkout> read(
      Path top, Path git, Path folder, Map<Path, Optional<List<String>>> read) throws IOException {
    // What another user puts above a project does not say what is in it.
    if (!Files.getOwner(git, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(folder))) {
      return Optional.empty();
    }
    Path index = (Files.isRegularFile(git) ? pointedTo(top, git) : git).resolve("index");
    Optional<List<String>> names = read.get(index);
    if (names == null) {
      names =
          Files.isRegularFile(index) && Files.size(index) <= MOST_BYTES
              ? GitIndex.names(Files.readAllBytes(index))
              : Optional.empty();
      read.put(index, names);
    }
    return names.map(each -> new Checkout(top, each));
  }

  private static Path pointedTo(Path top, Path git) throws IOException {
    String text = Files.size(git) > MOST_POINTER ? "" : Files.readString(git, ISO_8859_1).strip();
    return text.startsWith(POINTER) ? top.resolve(text.substring(POINTER.length()).strip()) : git;
  }

  /**
   * Returns the tracked files below a folder of the checkout, but none below a name that begins
   * with a dot. They need not be there.
   */
  List<Path> below(Path folder) {
    Optional<String> above = TarName.of(top);
    Optional<String> name = TarName.of(folder);
    if (above.isEmpty() || name.isEmpty()) {
      return List.of();
    }
    String relative =
        (name.get() + "/").substring(above.get().isEmpty() ? 0 : above.get().length() + 1);
    String prefix = new String(relative.getBytes(UTF_8), ISO_8859_1);
    return names.stream()
        .filter(tracked -> tracked.startsWith(prefix))
        .map(tracked -> tracked.substring(prefix.length()))
        .filter(tracked -> !HIDDEN.matcher(tracked).find())
        .flatMap(tracked -> path(folder, tracked).stream())
        .toList();
  }

  private static Optional<Path> path(Path folder, String name) {
    try {
      return Optional.of(
          name.chars().allMatch(c -> c < 0x80)
              ? folder.resolve(name)
              // In a locale without UTF-8 a path with other characters is to be had as a URI only.
              : Path.of(URI.create("file://" + folder.toUri().getRawPath() + escaped(name))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String escaped(String name) {
    return NOT_PLAIN
        .matcher(name)
        .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
  }
}
