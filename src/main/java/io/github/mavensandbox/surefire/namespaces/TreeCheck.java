package io.github.mavensandbox.surefire.namespaces;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at folders for what an overlay of them cannot have. */
final class TreeCheck {

  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  /** Of the names of files. What is no text in it is no name of a folder of Maven's, either. */
  private static final Charset FILE_NAMES = Charset.forName(System.getProperty("sun.jnu.encoding"));

  /** Of a line in {@code mountinfo}, proc(5). */
  private static final int MOUNT_POINT = 4;

  private final List<String> mountPoints;
  private final int group;

  private TreeCheck(List<String> mountPoints, int group) {
    this.mountPoints = mountPoints;
    this.group = group;
  }

  /**
   * Reads the machine's mounts.
   *
   * @param group the number of the user's own group
   */
  static TreeCheck of(int group) throws IOException {
    return of(new String(Files.readAllBytes(MOUNTS), FILE_NAMES).lines().toList(), group);
  }

  static TreeCheck of(List<String> mountinfo, int group) {
    return new TreeCheck(
        mountinfo.stream().map(line -> unescaped(line.split(" ", -1)[MOUNT_POINT])).toList(),
        group);
  }

  /** The kernel writes blanks, line ends and backslashes as three octal digits. */
  private static String unescaped(String path) {
    List<String> parts = List.of(path.split("\\\\", -1));
    StringBuilder plain = new StringBuilder(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      plain.append((char) Integer.parseInt(part.substring(0, 3), 8)).append(part.substring(3));
    }
    return plain.toString();
  }

  /**
   * Looks for a mount in a folder: the kernel makes no overlay of such a folder.
   *
   * @throws NoNamespacesException when there is one
   */
  void refuseMounts(Path folder) throws IOException {
    Path real = folder.toRealPath();
    for (String mount : mountPoints) {
      if (mount.startsWith(real + "/")) {
        throw new NoNamespacesException(
            mount + " is a file system of its own in " + real,
            "unmount it, or move one of the two");
      }
    }
  }

  /**
   * Looks whether the folders in a folder, one level deep, have the user's own group: in an overlay
   * of another one a test that writes a file gets EOVERFLOW, since a user's namespace knows no
   * other group. Folders that the user cannot write to are the same inside as outside.
   *
   * @throws NoNamespacesException when one has another
   */
  void refuseOtherGroups(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>(List.of(folder));
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(
            folder,
            entry ->
                Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                    // Which no test sees.
                    && !entry.getFileName().toString().startsWith("."))) {
      entries.forEach(folders::add);
    }
    for (Path each : folders) {
      int other = (Integer) Files.getAttribute(each, "unix:gid", LinkOption.NOFOLLOW_LINKS);
      if (other != group && Files.isWritable(each)) {
        throw new NoNamespacesException(
            "%s belongs to group %d, and not to the user's own, %d".formatted(each, other, group),
            "run chgrp -R %d %s".formatted(group, folder));
      }
    }
  }
}
