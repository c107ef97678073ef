package io.github.mavensandbox.surefire.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** GitIndexes of git with names that git itself would never write. */
final class GitIndexes {

  private GitIndexes() {}

  /** Returns one with a single file, in version 2. */
  static byte[] of(String name) throws Exception {
    byte[] text = name.getBytes(UTF_8);
    int entry = 62 + text.length + 8 & ~7;
    ByteBuffer index = ByteBuffer.allocate(12 + entry + 20);
    index.putInt(0x44495243).putInt(2).putInt(1);
    index.position(12 + 24);
    index.putInt(0100644);
    index.position(12 + 60);
    index.putShort((short) text.length).put(text);
    index.position(12 + entry);
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    sha1.update(Arrays.copyOf(index.array(), 12 + entry));
    return index.put(sha1.digest()).array();
  }
}
