package io.github.mavensandbox.tools;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A folder in which only the user and root can change anything: programs that are started from it
 * are those that the user put there.
 */
final class PrivateFolder {

  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final String INSTEAD = "set XDG_CACHE_HOME to a folder that only you can write to";

  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int STICKY = 01000;

  private final int user;

  PrivateFolder(int user) {
    this.user = user;
  }

  /**
   * Makes the folder where it is missing, and returns its real path.
   *
   * @throws ToolsException if others can write to it or to one of its parents, or it cannot be made
   */
  static Path open(Path folder) throws ToolsException {
    Path absolute = folder.toAbsolutePath().normalize();
    try {
      int user = attribute(Path.of("/proc/self"), "unix:uid");
      return new PrivateFolder(user).opened(absolute);
    } catch (ToolsException e) {
      throw e;
    } catch (FileAlreadyExistsException e) {
      throw new ToolsException(e.getFile() + " is not a folder: remove it, or " + INSTEAD, e);
    } catch (IOException e) {
      throw new ToolsException(
          "cannot make or read the cache folder " + absolute + ": " + e + "; " + INSTEAD, e);
    }
  }

  Path opened(Path absolute) throws IOException {
    // Before anything is made in a folder of others. A link of theirs could lead anywhere later, so
    // that the way by links is looked at, and the one that it leads to.
    checkParents(absolute);
    Files.createDirectories(absolute, OWNER_ONLY);
    Path real = absolute.toRealPath();
    checkParents(real);
    int owner = attribute(real, "unix:uid");
    int mode = attribute(real, "unix:mode");
    if (owner != user) {
      throw foreign(real, owner);
    }
    if ((mode & WRITABLE_BY_OTHERS) != 0) {
      throw writable(real, mode);
    }
    return real;
  }

  private void checkParents(Path path) throws IOException {
    Path root = path.getRoot();
    check(root);
    for (int length = 1; length < path.getNameCount(); length++) {
      Path parent = root.resolve(path.subpath(0, length));
      if (!Files.exists(parent)) {
        return;
      }
      check(parent);
    }
  }

  private void check(Path parent) throws IOException {
    int owner = attribute(parent, "unix:uid");
    int mode = attribute(parent, "unix:mode");
    if (owner != user && owner != 0) {
      throw foreign(parent, owner);
    }
    // In a sticky folder, such as /tmp, nobody else can rename what is the user's.
    if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
      throw writable(parent, mode);
    }
  }

  private static int attribute(Path path, String name) throws IOException {
    return (Integer) Files.getAttribute(path, name);
  }

  private static ToolsException writable(Path folder, int mode) {
    return new ToolsException(
        "other users can write to %s (mode %04o), where programs are kept that the plugin starts:"
                .formatted(folder, mode & 07777)
            + " run 'chmod go-w "
            + folder
            + "', or "
            + INSTEAD);
  }

  private ToolsException foreign(Path folder, int owner) {
    return new ToolsException(
        "%s, where programs are kept that the plugin starts, belongs to user %d and you are %d: %s"
            .formatted(folder, owner, user, INSTEAD));
  }
}
