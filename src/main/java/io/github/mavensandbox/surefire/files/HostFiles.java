package io.github.mavensandbox.surefire.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a container gets of the host: files and directories at the paths that they have on the host,
 * as one tar for the engine's {@code cp} to unpack at the container's root.
 *
 * <p>What is added belongs to the user, with the permissions that it has on the host, nothing of
 * set-uid, and its time. A link in a directory is a link, if what it leads to is added as well or
 * is nowhere; else what is written is what it leads to, under the link's name. A link that is named
 * itself is always followed, because the JVM looks for that name. Every file is written once,
 * however often it was added. Not thread-safe.
 */
public final class HostFiles {

  private static final Path ROOT = Path.of("/");

  /** Where everybody writes; also where the host gives each user one of his own. */
  private static final Set<Path> TEMPORARY = Set.of(Path.of("/tmp"), Path.of("/var/tmp"));

  /**
   * Links in most images, on which an engine refuses to put a directory. No entry is needed: an
   * image has them, or the engine makes them like any parent.
   */
  private static final Set<Path> LINKS_IN_IMAGES =
      Set.of(
          Path.of("/bin"),
          Path.of("/sbin"),
          Path.of("/lib"),
          Path.of("/lib32"),
          Path.of("/lib64"),
          Path.of("/libx32"),
          Path.of("/var/lock"),
          Path.of("/var/run"));

  private static final int ENTERABLE = 0755;
  private static final int STICKY = 01777;
  private static final int PERMISSIONS = 0777;

  /** A million: links can lead to one directory by more paths than there is memory for. */
  private static final int MOST_ENTRIES = 1_000_000;

  private final long uid;
  private final long gid;
  private final int mostEntries;
  private final TreeMap<String, HostEntry> entries = new TreeMap<>();

  /** Those of which it is not known yet whether what they lead to is added. */
  private final TreeMap<String, OpenLink> links = new TreeMap<>();

  /** Which links are followed. */
  private interface Follows {

    Follows ALL = link -> Files.exists(link);

    Follows NONE = link -> false;

    boolean test(Path link) throws IOException;

    default Follows or(Follows other) {
      return link -> test(link) || other.test(link);
    }
  }

  /**
   * A link in a directory.
   *
   * @param target what is written in it
   * @param time its own
   * @param above the directories that it is in, by their keys
   * @param follows whether it is followed to what is not added
   */
  private record OpenLink(
      Path path, String target, Instant time, Set<Object> above, Follows follows) {

    boolean isFollowed() {
      try {
        return follows.test(path);
      } catch (IOException e) {
        // It leads nowhere.
        return false;
      }
    }

    /** Who names it may follow it where another may not. */
    OpenLink or(OpenLink other) {
      return new OpenLink(path, target, time, above, follows.or(other.follows));
    }
  }

  /**
   * @param uid the user who runs the container's program
   * @param gid that user's group
   */
  public HostFiles(long uid, long gid) {
    this(uid, gid, MOST_ENTRIES);
  }

  HostFiles(long uid, long gid, int mostEntries) {
    this.uid = uid;
    this.gid = gid;
    this.mostEntries = mostEntries;
  }

  /**
   * Adds a file, or a directory and all that is in it. What is not there, cannot be read or is
   * neither a file nor a directory is left out.
   *
   * @param path made absolute, and {@code ..} goes by its name, not by the file system
   * @throws IllegalArgumentException for the root directory
   * @throws IOException when there are more than a million files below it
   */
  public void add(Path path) throws IOException {
    addTree(inner(path), new HashSet<>(), Follows.ALL);
  }

  /**
   * Adds the same, but the only links that are followed, also of the path itself, are those to
   * files in these directories that are below no name in them that begins with a dot. Those to
   * directories stay links: what they lead to has more in it than was looked at.
   */
  public void addWithin(Path path, Collection<Path> directories) throws IOException {
    addChild(inner(path), new HashSet<>(), LinksInside.of(directories)::leadsToFile);
  }

  /**
   * Adds a file or a link as it is, and the directories that it is in below one of them.
   *
   * @param path no link is on the way to it from the directory
   */
  public void addPlain(Path path, Path directory) throws IOException {
    Path plain = inner(path);
    Path top = inner(directory);
    for (Path at = parentOf(plain); at.startsWith(top); at = parentOf(at)) {
      Optional<String> name = TarName.of(at);
      if (name.isEmpty() || entries.get(name.get()) instanceof HostEntry.Directory) {
        break;
      }
      directory(at);
    }
    addChild(plain, new HashSet<>(), Follows.NONE);
  }

  /**
   * Adds a file that the host does not have, or with another content; it replaces what was or will
   * be added from the host.
   *
   * @param absolutePath where, in the container
   * @param content what is in it
   * @param mode the permission bits; others are dropped
   * @throws IllegalArgumentException for a path that is relative, the root, or holds files
   */
  public void addFile(String absolutePath, byte[] content, int mode) throws IOException {
    Path path = Path.of(absolutePath);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException(
          "'" + absolutePath + "' is not an absolute path; name the whole of it");
    }
    Path file = inner(path);
    String name = name(file);
    HostEntry former = entries.get(name);
    if (former instanceof HostEntry.Parent || former instanceof HostEntry.Directory) {
      throw new IllegalArgumentException("'" + absolutePath + "' is a directory");
    }
    put(file, name, new HostEntry.Content(content.clone(), mode & PERMISSIONS));
  }

  /**
   * Adds a directory, without what is in it; it need not be there. It is the user's, whoever's it
   * is on the host.
   *
   * @throws IllegalArgumentException for the root directory
   */
  public void directory(Path path) throws IOException {
    Path directory = inner(path);
    HostEntry entry =
        attributes(directory)
            .filter(PosixFileAttributes::isDirectory)
            .map(found -> new HostEntry.Directory(mode(found), time(found)))
            .orElse(new HostEntry.Directory(ENTERABLE, HostEntry.NO_TIME));
    put(directory, name(directory), entry);
  }

  /**
   * Takes out what is below a directory, and the directory itself, if all of it is files as the
   * host has them; where something else is below it, nothing is taken out. The directories above it
   * stay.
   *
   * @return what was taken out, by its names in the directory
   */
  public SortedMap<String, HostEntry> takeBelow(Path directory) throws IOException {
    settleLinks();
    String name = name(inner(directory));
    // The character after the slash: whatever begins with the directory's name stands between.
    SortedMap<String, HostEntry> below = entries.subMap(name + "/", name + "0");
    SortedMap<String, HostEntry> taken = new TreeMap<>();
    for (Map.Entry<String, HostEntry> entry : below.entrySet()) {
      if (!(entry.getValue() instanceof HostEntry.Copy
          || entry.getValue() instanceof HostEntry.Parent)) {
        return new TreeMap<>();
      }
      taken.put(entry.getKey().substring(name.length() + 1), entry.getValue());
    }
    if (!taken.isEmpty()) {
      below.clear();
      entries.remove(name);
    }
    return taken;
  }

  /**
   * Writes the tar; it can be written again. A file that is gone by now is left out, one that
   * changes its size while it is read is cut, or filled up with zeros.
   *
   * @param out flushed, not closed
   * @throws IOException when a file cannot be read or the tar not be written
   */
  public void writeTo(OutputStream out) throws IOException {
    settleLinks();
    new HostTar(uid, gid).write(entries, out);
  }

  private static Path inner(Path path) {
    Path inner = path.toAbsolutePath().normalize();
    if (inner.equals(ROOT)) {
      throw new IllegalArgumentException(
          "'" + path + "' is the root of the file system; name what is needed of it");
    }
    return inner;
  }

  private static String name(Path path) {
    return TarName.of(path)
        .orElseThrow(() -> new IllegalArgumentException("the name '" + path + "' is not in UTF-8"));
  }

  private void addTree(Path path, Set<Object> above, Follows follows) throws IOException {
    Optional<PosixFileAttributes> found = attributes(path);
    if (found.isPresent()) {
      addTree(path, found.get(), above, follows);
    }
  }

  private void addTree(
      Path path, PosixFileAttributes attributes, Set<Object> above, Follows follows)
      throws IOException {
    Optional<String> name = TarName.of(path);
    if (name.isEmpty()) {
      return;
    }
    if (attributes.isRegularFile()) {
      if (!(entries.get(name.get()) instanceof HostEntry.Content)) {
        put(path, name.get(), new HostEntry.Copy(path, mode(attributes), time(attributes)));
      }
    } else if (attributes.isDirectory() && above.add(attributes.fileKey())) {
      put(path, name.get(), new HostEntry.Directory(mode(attributes), time(attributes)));
      addChildren(path, above, follows);
      above.remove(attributes.fileKey());
    }
  }

  private void addChildren(Path directory, Set<Object> above, Follows follows) throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        addChild(child, above, follows);
      }
    } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
      // Nor could the tests have read it on the host; or it has gone meanwhile.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void addChild(Path child, Set<Object> above, Follows follows) throws IOException {
    Optional<PosixFileAttributes> found = attributes(child, LinkOption.NOFOLLOW_LINKS);
    if (found.isPresent() && found.get().isSymbolicLink()) {
      Optional<String> name = TarName.of(child);
      Optional<String> target = target(child);
      if (name.isPresent() && target.isPresent()) {
        Instant time = time(found.get());
        links.merge(
            name.get(),
            new OpenLink(child, target.get(), time, Set.copyOf(above), follows),
            OpenLink::or);
      }
    } else if (found.isPresent()) {
      addTree(child, found.get(), above, follows);
    }
  }

  private static Optional<String> target(Path link) throws IOException {
    try {
      return HostLinks.text(link, Files.readSymbolicLink(link));
    } catch (FileSystemException e) {
      // It has gone meanwhile, or become something else.
      return Optional.empty();
    }
  }

  /** Decides of each link whether it is one in the container, too. */
  private void settleLinks() throws IOException {
    while (!links.isEmpty()) {
      keepLinksToEntries();
      Map<String, OpenLink> others = new TreeMap<>(links);
      links.clear();
      for (Map.Entry<String, OpenLink> other : others.entrySet()) {
        OpenLink link = other.getValue();
        if (link.isFollowed()) {
          addTree(link.path(), new HashSet<>(link.above()), link.follows());
        } else if (!isTaken(other.getKey())) {
          put(link.path(), other.getKey(), new HostEntry.Link(link.target(), link.time()));
        }
      }
    }
  }

  /** One may lead to another, so that it takes several rounds. */
  private void keepLinksToEntries() throws IOException {
    HostLinks places = new HostLinks(entries);
    for (int before = -1; before != links.size(); ) {
      before = links.size();
      for (Map.Entry<String, OpenLink> each : List.copyOf(links.entrySet())) {
        OpenLink link = each.getValue();
        if (!isTaken(each.getKey()) && places.leadsToEntry(each.getKey(), link.target())) {
          put(link.path(), each.getKey(), new HostEntry.Link(link.target(), link.time()));
          links.remove(each.getKey());
        }
      }
    }
  }

  /** Something is below its name, or in its place. */
  private boolean isTaken(String link) {
    return entries.containsKey(link);
  }

  private void put(Path path, String name, HostEntry entry) throws IOException {
    String parentName = name;
    for (Path parent = parentOf(path); !parent.equals(ROOT); parent = parentOf(parent)) {
      parentName = parentName.substring(0, parentName.lastIndexOf('/'));
      HostEntry known = entries.get(parentName);
      if (known instanceof HostEntry.Copy
          || known instanceof HostEntry.Content
          || known instanceof HostEntry.Link) {
        throw new IllegalArgumentException(
            "'" + path + "' cannot be put below the file '" + parent + "'");
      }
      if (known != null) {
        break;
      }
      install(parent, parentName, parent(parent));
    }
    install(path, name, entry);
  }

  /** Of an absolute path that is not the root. */
  private static Path parentOf(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private void install(Path path, String name, HostEntry entry) throws IOException {
    if (TEMPORARY.contains(path)) {
      entries.put(name, new HostEntry.Parent(STICKY, entry.time(), false));
    } else if (!LINKS_IN_IMAGES.contains(path)) {
      entries.put(name, entry);
    }
    if (entries.size() > mostEntries) {
      throw new IOException(
          "there are more than %s files to copy into the container, the last of them '%s'; look for links that lead to ever the same directories, or add fewer"
              .formatted(mostEntries, path));
    }
  }

  private static Object value(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  /** A private directory on the way to what was added would lock the user out. */
  private HostEntry parent(Path directory) {
    try {
      Map<String, Object> found =
          Files.readAttributes(directory, "unix:mode,uid,isDirectory,lastModifiedTime");
      if (Boolean.TRUE.equals(found.get("isDirectory"))) {
        return new HostEntry.Parent(
            (Integer) value(found, "mode") & STICKY | ENTERABLE,
            ((FileTime) value(found, "lastModifiedTime")).toInstant(),
            (Integer) value(found, "uid") == uid);
      }
    } catch (IOException e) {
      // The host has none, and so nothing that the container's could be like.
    }
    return new HostEntry.Parent(ENTERABLE, HostEntry.NO_TIME, false);
  }

  private static Optional<PosixFileAttributes> attributes(Path path, LinkOption... options)
      throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, PosixFileAttributes.class, options));
    } catch (FileSystemException e) {
      // Not there, not to be read, or a link to itself.
      return Optional.empty();
    }
  }

  private static int mode(PosixFileAttributes attributes) {
    int mode = 0;
    for (PosixFilePermission permission : attributes.permissions()) {
      mode |= 0400 >> permission.ordinal();
    }
    return mode;
  }

  private static Instant time(PosixFileAttributes attributes) {
    return attributes.lastModifiedTime().toInstant();
  }
}
