package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mavensandbox.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers which files of the host were taken out of sandboxes, and how they were then: one that
 * nothing has changed since can be replaced by what later tests write in its place.
 *
 * <p>It is kept where no test can write. What cannot be read of it is forgotten, and so the files
 * that it told of stay as they are. For any thread.
 */
final class TakenFiles {

  private static final String HEADER = "taken out of sandboxes: SHA-256, bytes, time, name";

  private static final Pattern LINE =
      Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) (\\S+) (.+)", Pattern.DOTALL);

  /** What builds without {@code clean} may add up to; of more files the host's are kept. */
  private static final int MOST = 100_000;

  private static final long MOST_BYTES = 64L << 20;

  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final Path file;
  private final Map<String, Version> versions = new TreeMap<>();
  private boolean read;
  private boolean changed;

  /**
   * A file as it was taken.
   *
   * @param ofThisBuild whether this build has taken it
   */
  record Version(String digest, long size, Instant time, boolean ofThisBuild) {}

  /**
   * Reads nothing yet.
   *
   * @param folder where no test can write; it need not be there
   */
  TakenFiles(Path folder) {
    this.folder = folder;
    file = folder.resolve("files");
  }

  /** Returns the folder that it is kept in. */
  Path folder() {
    return folder;
  }

  /** Returns all of them, as they are now. */
  synchronized Map<String, Version> all() {
    read();
    return Map.copyOf(versions);
  }

  /** Returns whether a file was taken at some time. */
  synchronized boolean knows(String name) {
    read();
    return versions.containsKey(name);
  }

  /** Returns the version that was taken, if a file of the host looks as if it still had it. */
  synchronized Optional<Version> alike(String name, BasicFileAttributes host) {
    read();
    return Optional.ofNullable(versions.get(name))
        .filter(version -> version.size() == host.size())
        .filter(version -> version.time().equals(host.lastModifiedTime().toInstant()));
  }

  /** Returns the version that was taken, if a file of the host still has it. */
  synchronized Optional<Version> same(String name, Path host) throws IOException {
    Optional<Version> version =
        alike(
            name, Files.readAttributes(host, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    return version.isPresent() && version.get().digest().equals(digest(host, version.get().size()))
        ? version
        : Optional.empty();
  }

  /** Remembers a file of the host, which has just been taken. */
  synchronized void add(String name, Path host, String digest) throws IOException {
    read();
    if (versions.size() >= MOST && !versions.containsKey(name)) {
      return;
    }
    FileTime time = Files.getLastModifiedTime(host, LinkOption.NOFOLLOW_LINKS);
    versions.put(name, new Version(digest, Files.size(host), time.toInstant(), true));
    changed = true;
  }

  /** Writes them down, all or nothing. */
  synchronized void save() throws IOException {
    if (!changed) {
      return;
    }
    StringJoiner lines = new StringJoiner("\n", HEADER + "\n", "\n");
    versions.forEach(
        (name, version) ->
            lines.add(
                "%s %d %s %s".formatted(version.digest(), version.size(), version.time(), name)));
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "list", ".part");
    try {
      Files.writeString(draft, lines.toString());
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    changed = false;
  }

  private void read() {
    if (read) {
      return;
    }
    read = true;
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MOST_BYTES) {
        versions.putAll(parse(Files.readString(file, UTF_8).lines().toList()));
      }
    } catch (IOException | DateTimeException e) {
      // Damaged: then nothing is known of any file.
      versions.clear();
    }
  }

  private static Map<String, Version> parse(List<String> lines) throws IOException {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IOException("no list of files that were taken");
    }
    Map<String, Version> versions = new HashMap<>();
    for (String text : lines.subList(1, lines.size())) {
      Matcher line = LINE.matcher(text);
      if (!line.matches()) {
        throw new IOException("no line of a file that was taken");
      }
      versions.put(
          line.group(4),
          new Version(
              line.group(1), Long.parseLong(line.group(2)), Instant.parse(line.group(3)), false));
    }
    return versions;
  }

  /** Returns the SHA-256 digest of the first bytes of a file, or of all where it has fewer. */
  static String digest(Path file, long bytes) throws IOException {
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      MessageDigest digest = Sha256.begun();
      byte[] buffer = new byte[BUFFER];
      long left = bytes;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(left, BUFFER));
        if (n < 0) {
          break;
        }
        digest.update(buffer, 0, n);
        left -= n;
      }
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
