package io.github.mavensandbox.agent;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What classes of the JDK become with their hooks in them, found out beforehand by {@link
 * Preparation}: else a JVM has to load ASM, and to interpret it. It holds for a class only whose
 * bytes are the very same: not for one of another JDK, or that another agent changed before.
 *
 * <p>The file, {@code agent.classes} beside {@code agent.jar}, has a header, a table of contents,
 * and the bytes of each class before and after. Whoever can write to it can change the JDK's own
 * classes: it belongs where only those can write who can write to the agent's jar.
 */
final class PreparedClasses {

  static final long MAGIC = 0x73616e64626f7801L;

  /** Four numbers: {@link #MAGIC}, the agent, the length of the table, its checksum. */
  static final int HEADER = 4 * 8;

  /** At its end a jar has a directory with the checksums of all its files. */
  private static final int END_OF_JAR = 16 * 1_024;

  /**
   * Mapped: some agents do not let a program's threads read files, and classes load in all of them.
   */
  private final ByteBuffer file;

  private final Map<String, List<Entry>> entries = new HashMap<String, List<Entry>>();

  private PreparedClasses(ByteBuffer file) {
    this.file = file;
  }

  /** Where a class is in the file, and the checksum of what it becomes. */
  private static final class Entry {

    private final long position;
    private final int length;
    private final int changedLength;
    private final long checksum;

    private Entry(long position, DataInputStream table) throws IOException {
      this.position = position;
      this.length = table.readInt();
      this.changedLength = table.readInt();
      this.checksum = table.readLong();
    }

    private long end() {
      return position + length + changedLength;
    }
  }

  /**
   * Opens the file beside an agent's jar.
   *
   * @return null if there is none, or it is not whole, or of another agent
   */
  static PreparedClasses besides(File jar) {
    String name = jar.getPath();
    File path = new File(name.substring(0, name.lastIndexOf('.') + 1) + "classes");
    if (!name.endsWith(".jar") || !path.isFile()) {
      return null;
    }
    try {
      PreparedClasses prepared = new PreparedClasses(mapped(path));
      return prepared.readTable(agent(jar)) ? prepared : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static ByteBuffer mapped(File path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path, "r");
    try {
      if (file.length() > Integer.MAX_VALUE) {
        throw new IOException("too long to be mapped");
      }
      return file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length());
    } finally {
      file.close();
    }
  }

  private boolean readTable(long agent) throws IOException {
    DataInputStream header = new DataInputStream(new ByteArrayInputStream(read(0, HEADER)));
    if (header.readLong() != MAGIC || header.readLong() != agent) {
      return false;
    }
    long length = header.readLong();
    long checksum = header.readLong();
    if (length < 0 || length > file.limit() - HEADER) {
      return false;
    }
    byte[] table = read(HEADER, (int) length);
    if (checksum(table) != checksum) {
      return false;
    }
    long position = HEADER + length;
    DataInputStream input = new DataInputStream(new ByteArrayInputStream(table));
    while (input.available() > 0) {
      String className = input.readUTF();
      List<Entry> all = entries.get(className);
      if (all == null) {
        all = new ArrayList<Entry>(2);
        entries.put(className, all);
      }
      Entry entry = new Entry(position, input);
      all.add(entry);
      position = entry.end();
    }
    return position == file.limit();
  }

  /**
   * What these bytes of a class become, or null where that is not known.
   *
   * @throws IOException if the file cannot be read any more
   */
  synchronized byte[] changed(String className, byte[] bytes) throws IOException {
    List<Entry> all = entries.get(className);
    if (all == null) {
      return null;
    }
    for (Entry entry : all) {
      if (entry.length == bytes.length
          && Arrays.equals(read(entry.position, entry.length), bytes)) {
        byte[] changed = read(entry.position + entry.length, entry.changedLength);
        return checksum(changed) == entry.checksum ? changed : null;
      }
    }
    return null;
  }

  private byte[] read(long position, int length) throws IOException {
    if (position + length > file.limit()) {
      throw new EOFException();
    }
    byte[] bytes = new byte[length];
    file.position((int) position);
    file.get(bytes);
    return bytes;
  }

  /** Tells an agent from another, and from its other versions. */
  static long agent(File jar) throws IOException {
    RandomAccessFile file = new RandomAccessFile(jar, "r");
    try {
      byte[] end = new byte[(int) Math.min(END_OF_JAR, file.length())];
      file.seek(file.length() - end.length);
      file.readFully(end);
      return checksum(end) << 32 | file.length();
    } finally {
      file.close();
    }
  }

  static long checksum(byte[] bytes) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, bytes.length);
    return checksum.getValue();
  }
}
