package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** Indexes of git as git itself would never write them. */
final class GitIndexes {

  private GitIndexes() {}

  /** Returns one with a single file, in version 2. */
  static byte[] of(String name) throws Exception {
    return of(name, new byte[0]);
  }

  /** Returns one with a single file and then an extension. */
  static byte[] of(String name, byte[] extension) throws Exception {
    byte[] text = name.getBytes(UTF_8);
    int entry = 62 + text.length + 8 & ~7;
    ByteBuffer index = ByteBuffer.allocate(12 + entry + extension.length);
    index.putInt(0x44495243).putInt(2).putInt(1);
    put(index, text.length, text);
    index.position(12 + entry);
    return signed(index.put(extension).array());
  }

  /** Returns one in version 4, each of whose names is that before and more. */
  static byte[] growing(int files, byte[] more) throws Exception {
    ByteBuffer index = ByteBuffer.allocate(12 + files * (62 + 1 + more.length + 1));
    index.putInt(0x44495243).putInt(4).putInt(files);
    for (int i = 1; i <= files; i++) {
      put(index, i * more.length, new byte[1]);
      index.put(more).put((byte) 0);
    }
    return signed(index.array());
  }

  /** Returns one in version 4, all of whose names are the same long one. */
  static byte[] repeated(int files, int length) throws Exception {
    ByteBuffer index = ByteBuffer.allocate(12 + files * (62 + 1 + 1) + length);
    index.putInt(0x44495243).putInt(4).putInt(files);
    put(index, length, new byte[1]);
    index.put("a".repeat(length).getBytes(UTF_8)).put((byte) 0);
    for (int i = 1; i < files; i++) {
      put(index, length, new byte[1]);
      index.put((byte) 0);
    }
    return signed(index.array());
  }

  private static void put(ByteBuffer index, int length, byte[] text) {
    int begin = index.position();
    index.position(begin + 24);
    index.putInt(0100644);
    index.position(begin + 60);
    index.putShort((short) Math.min(length, 0xfff)).put(text);
  }

  private static byte[] signed(byte[] index) throws Exception {
    byte[] signed = Arrays.copyOf(index, index.length + 20);
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(index);
    System.arraycopy(digest, 0, signed, index.length, digest.length);
    return signed;
  }
}
