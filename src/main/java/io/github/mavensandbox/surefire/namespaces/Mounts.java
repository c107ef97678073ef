package io.github.mavensandbox.surefire.namespaces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a fork's file system is made of, as arguments of bubblewrap, which follows them in their
 * order.
 *
 * <p>A folder of the host is an overlay and not a bind: through a read-only bind a program can
 * still connect to the host's sockets and write to its FIFOs, through an overlay it cannot.
 */
final class Mounts {

  private final Path empty;
  private final List<String> words = new ArrayList<>();
  private final List<Path> visible = new ArrayList<>();
  private final List<Path> aliases = new ArrayList<>();

  /**
   * @param empty an empty folder of the host
   */
  Mounts(Path empty) {
    this.empty = empty;
  }

  List<String> words() {
    return List.copyOf(words);
  }

  void words(String... more) {
    words.addAll(List.of(more));
  }

  void directory(String path) {
    words("--dir", path);
  }

  /** Adds a file of the host at a place of its own. */
  void file(Path source, Path place) {
    words("--ro-bind", source.toString(), place.toString());
  }

  /** Adds a folder of the system, in which no program of the user's has a socket. */
  void readOnly(Path path) {
    words("--ro-bind", path.toString(), path.toString());
    visible.add(path);
  }

  /** Adds a file or folder of the system, or the link that it is; nothing where it is not there. */
  void readOnlyOrLink(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      words("--symlink", Files.readSymbolicLink(path).toString(), path.toString());
    } else if (Files.exists(path)) {
      readOnly(path);
    }
  }

  /** Adds an empty folder in memory. */
  void emptyFolder(Path path, String mode) {
    words("--perms", mode, "--tmpfs", path.toString());
  }

  /**
   * Puts an empty folder or file in the place of one; a link stays, and leads to what forks see.
   */
  void hide(Path path) {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      emptyFolder(path, "0755");
    } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path)) {
      file(Path.of("/dev/null"), path);
    }
  }

  /** Adds what a fork only reads: a file, or a folder with all that is in it. */
  void read(Path path) throws IOException {
    Path real = path.toRealPath();
    if (!isVisible(real)) {
      if (Files.isDirectory(real)) {
        words("--overlay-src", empty.toString(), "--overlay-src", real.toString());
        words("--ro-overlay", real.toString());
        visible.add(real);
      } else if (Files.isRegularFile(real)) {
        file(real, real);
      }
    }
    alias(path, real);
  }

  /** Adds a folder in which a fork may write, to no effect. */
  void scratch(Path path) throws IOException {
    Path real = path.toRealPath();
    words("--overlay-src", real.toString(), "--tmp-overlay", real.toString());
    visible.add(real);
    alias(path, real);
  }

  /**
   * Adds a folder of which all changes go to another one, on the same file system as {@code work}.
   */
  void changes(Path path, Path upper, Path work) throws IOException {
    Path real = path.toRealPath();
    words("--overlay-src", real.toString());
    words("--overlay", upper.toString(), work.toString(), real.toString());
    visible.add(real);
    alias(path, real);
  }

  /** Adds a folder of the host's that a fork writes to, in place of what is there. */
  void bind(Path source, Path place) {
    words("--bind", source.toString(), place.toString());
  }

  /**
   * A path with a link in it is there, too, where it does not lead through what is visible, or
   * through such a link.
   */
  private void alias(Path path, Path real) {
    Path absolute = path.toAbsolutePath().normalize();
    if (!absolute.equals(real)
        && !isVisible(absolute)
        && aliases.stream().noneMatch(absolute::startsWith)) {
      words("--symlink", real.toString(), absolute.toString());
      aliases.add(absolute);
    }
  }

  boolean isVisible(Path path) {
    return visible.stream().anyMatch(path::startsWith);
  }
}
