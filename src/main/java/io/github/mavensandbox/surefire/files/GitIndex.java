package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads git's index, version 2 to 4 (gitformat-index(5)), which lists the files that a checkout
 * tracks. Git itself is not asked: a repository's configuration can make {@code git ls-files} run
 * programs.
 */
final class GitIndex {

  private static final int SIGNATURE = 0x44495243; // DIRC

  /** The checksum at the end, and the hash of a file's content, by the repository's format. */
  private static final int SHA1 = 20;

  private static final int SHA256 = 32;

  /** In an entry, times and the like are before the mode, and more of that before the hash. */
  private static final int BEFORE_MODE = 24;

  private static final int AFTER_MODE = 12;
  private static final int IS_EXTENDED = 0x4000;

  /** The length of a name, or as much of it as there is room for. */
  private static final int LENGTH = 0xfff;

  private static final int KIND = 0170000;
  private static final int FILE = 0100000;
  private static final int LINK = 0120000;
  private static final int SUBMODULE = 0160000;

  /** No path of the kernel is longer. */
  private static final int MOST_NAME = 4096;

  /** In version 4 names share their beginnings, and may be many times as long as the index. */
  private static final long MOST_NAMES = 64L << 20;

  private final ByteBuffer bytes;
  private final int hash;

  private GitIndex(byte[] bytes, int hash) {
    this.bytes = ByteBuffer.wrap(bytes, 0, bytes.length - hash);
    this.hash = hash;
  }

  /**
   * Returns the names of all tracked files, a character for each byte; nothing where the index is
   * damaged, or has an extension without which it cannot be understood.
   */
  static Optional<List<String>> names(byte[] index) {
    if (endsWithDigest(index, SHA1, "SHA-1")) {
      return read(index, SHA1);
    }
    if (endsWithDigest(index, SHA256, "SHA-256")) {
      return read(index, SHA256);
    }
    // Git writes zeros with index.skipHash. What can be read both ways is not known.
    List<List<String>> readings =
        Stream.of(SHA1, SHA256)
            .filter(hash -> endsWithZeros(index, hash))
            .flatMap(hash -> read(index, hash).stream())
            .toList();
    return readings.size() == 1 ? Optional.of(readings.get(0)) : Optional.empty();
  }

  private static Optional<List<String>> read(byte[] index, int hash) {
    try {
      return new GitIndex(index, hash).read();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean endsWithDigest(byte[] index, int length, String algorithm) {
    if (index.length < length) {
      return false;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(index, 0, index.length - length);
      return Arrays.equals(digest.digest(), 0, length, index, index.length - length, index.length);
    } catch (NoSuchAlgorithmException e) {
      return false;
    }
  }

  private static boolean endsWithZeros(byte[] index, int length) {
    return index.length >= length
        && Arrays.equals(new byte[length], 0, length, index, index.length - length, index.length);
  }

  private Optional<List<String>> read() {
    if (bytes.getInt() != SIGNATURE) {
      return Optional.empty();
    }
    int version = bytes.getInt();
    if (version < 2 || version > 4) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    String name = "";
    long all = 0;
    for (int left = bytes.getInt(); left > 0; left--) {
      int begin = bytes.position();
      skip(BEFORE_MODE);
      int mode = bytes.getInt();
      skip(AFTER_MODE + hash);
      int flags = bytes.getShort();
      if ((flags & IS_EXTENDED) != 0) {
        skip(2);
      }
      if (version == 4) {
        name = name.substring(0, name.length() - number()) + untilZero();
      } else {
        name = untilZero();
        // With one to eight zeros an entry's length is a multiple of eight.
        bytes.position(begin + (bytes.position() - begin + 7 & ~7));
      }
      all += name.length();
      if (!isSound(mode, flags, name) || all > MOST_NAMES) {
        return Optional.empty();
      }
      if ((mode & KIND) != SUBMODULE) {
        names.add(name);
      }
    }
    return understandsExtensions() ? Optional.of(names) : Optional.empty();
  }

  /** Whether they can be of one entry. With hashes of another length they are not. */
  private static boolean isSound(int mode, int flags, String name) {
    int kind = mode & KIND;
    return (kind == FILE || kind == LINK || kind == SUBMODULE)
        && !name.isEmpty()
        && name.length() <= MOST_NAME
        && (flags & LENGTH) == Math.min(name.length(), LENGTH);
  }

  private void skip(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("a length of " + count);
    }
    bytes.position(bytes.position() + count);
  }

  /** How many bytes of the name before are not in this one. */
  private int number() {
    int next = bytes.get();
    int number = next & 0x7f;
    while (next < 0) {
      next = bytes.get();
      number = (number + 1 << 7) + (next & 0x7f);
    }
    return number;
  }

  private String untilZero() {
    int begin = bytes.position();
    while (bytes.get() != 0) {}
    return new String(bytes.array(), begin, bytes.position() - 1 - begin, ISO_8859_1);
  }

  /** One that begins with a small letter, such as that of a split index, changes what is listed. */
  private boolean understandsExtensions() {
    while (bytes.hasRemaining()) {
      byte[] name = new byte[4];
      bytes.get(name);
      if (!new String(name, US_ASCII).matches("[A-Z].*")) {
        return false;
      }
      skip(bytes.getInt());
    }
    return true;
  }
}
