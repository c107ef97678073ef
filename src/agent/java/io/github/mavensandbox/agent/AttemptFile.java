package io.github.mavensandbox.agent;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * The file of attempts: one JSON object a line, each written by one call to a file opened for
 * appending, so that several JVMs can write to one file. Version 1:
 *
 * <pre>
 * {"v":1,"type":"start","pid":7,"jvm":"17.0.15+6","time":1764000000000000}
 * {"v":1,"type":"source","id":0,"pid":7,"url":"file:/repository/x.jar"}
 * {"v":1,"type":"connect","pid":7,"time":1764000000123456,"nanos":81234,"proto":"tcp",
 *  "address":"198.51.100.1","port":443,"name":"example.test","outcome":"java.net.ConnectException: Connection refused",
 *  "thread":"main","threadId":1,"test":"com.x.FooTest#calls","stack":[FRAME, ...],
 *  "submitters":[{"how":"executor","stack":[FRAME, ...]}, ...]}
 * {"v":1,"type":"file","pid":7,"time":1764000000123456,"nanos":0,"name":"/project/data.csv"}
 * {"v":1,"type":"full","pid":7}
 * FRAME = {"c":"com.x.Foo","m":"bar","l":12,"s":0}
 * </pre>
 *
 * <ul>
 *   <li>{@code type} of an attempt: {@code connect} (TCP, and UDP by {@code proto}), {@code
 *       datagram} (a packet sent), {@code unix} ({@code name} is the path), {@code lookup} ({@code
 *       name} is the host, {@code addresses} what it is), {@code reverse} ({@code address}), {@code
 *       process} ({@code name} is the program; no arguments, which may be secrets), {@code library}
 *       ({@code name}). Of one of type {@code file}, which was not there ({@code name} is its
 *       path), no more is told than above.
 *   <li>{@code time}: microseconds since 1970, when it began; {@code nanos}: how long it took.
 *   <li>{@code pid} and {@code s} name a source by its {@code id}: the numbers are those of one
 *       JVM, the process's number as it sees it.
 *   <li>{@code outcome}: {@code ok}, {@code pending} where the call returned before it was known,
 *       or the class and message of an exception.
 *   <li>{@code s} is missing for classes of the JDK, and -1 where the class was made at run time
 *       and its loader does not say from what. {@code l} is missing where the compiler left it out.
 *   <li>{@code submitters}: who had the work done that the stack is of, nearest first, the last one
 *       being where it began. {@code how}: {@code thread}, {@code executor}, {@code forkjoin},
 *       {@code timer}, {@code completion}, {@code library}, {@code channel}. With {@code thread}
 *       first, no task is known: it tells who started the thread. {@code channel} tells who opened
 *       the connection that something came in on; it may be in the use of others by now. An empty
 *       stack says that it is not known who it was, since several gave the same task at once.
 *   <li>{@code count}: the same attempt was made that many times; those between are left out.
 *       {@code cut}: frames were left out.
 * </ul>
 *
 * <p>A line has at most 64 KiB. After 64 MiB of one JVM there is a line {@code full}, and no more.
 *
 * <p>It is written by a channel and not a stream: agents that forbid a program's threads to block,
 * such as BlockHound, take a stream's writing for the program's own.
 */
final class AttemptFile {

  static final int LINE = 64 * 1_024;
  private static final long SIZE = 64L * 1_024 * 1_024;

  private final File file;

  /** Of its own, because a channel's own buffers are the program's, which may have a limit. */
  private final ByteBuffer buffer = buffer();

  private final long pid = processId();
  private FileChannel channel;
  private long left = SIZE;

  private AttemptFile(File file) throws IOException {
    this.file = file;
    channel = channel();
  }

  /**
   * Opens the file.
   *
   * @throws IOException if it cannot be written to
   */
  static AttemptFile open(File file) throws IOException {
    File folder = file.getAbsoluteFile().getParentFile();
    if (folder != null) {
      folder.mkdirs();
    }
    return new AttemptFile(file);
  }

  private static ByteBuffer buffer() {
    try {
      return ByteBuffer.allocateDirect(LINE);
    } catch (OutOfMemoryError e) {
      // The JVM has a limit for such memory, and it is lower.
      return ByteBuffer.allocate(LINE);
    }
  }

  private FileChannel channel() throws IOException {
    return FileChannel.open(file.toPath(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Says that a JVM began. */
  void start() {
    write(
        new JsonLine()
            .start("start")
            .field("pid", pid)
            .field("jvm", System.getProperty("java.runtime.version"))
            .field("time", Clock.micros())
            .end());
  }

  /** The number of this process, or 0 where it is not known. */
  long pid() {
    return pid;
  }

  /**
   * Appends a line, unless the file is full; one that cannot be written is lost. An interrupt is
   * the program's, and yet closes a channel: it is put off until all is written.
   */
  void write(String line) {
    boolean interrupted = Thread.interrupted();
    try {
      interrupted |= append(line);
    } finally {
      if (interrupted) {
        // Not under the lock: a program's thread may have a method of its own for this.
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized boolean append(String line) {
    boolean interrupted = false;
    left -= left > 0 ? line.length() : 0;
    if (left > 0) {
      interrupted = appendAll(line);
    } else if (channel.isOpen()) {
      interrupted = appendAll(new JsonLine().start("full").field("pid", pid).end());
      close();
    }
    return interrupted;
  }

  /** Returns whether the thread was interrupted meanwhile. */
  private boolean appendAll(String line) {
    boolean interrupted = false;
    ByteBuffer bytes = bytes(line);
    try {
      while (bytes.hasRemaining()) {
        try {
          channel.write(bytes);
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
          channel = channel();
        }
      }
    } catch (IOException e) {
      left = 0;
      close();
    }
    return interrupted;
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing more is written.
      return;
    }
  }

  /** What {@link JsonLine} makes has a byte a character. */
  private ByteBuffer bytes(String line) {
    ByteBuffer bytes =
        line.length() > buffer.capacity() ? ByteBuffer.allocate(line.length()) : buffer;
    bytes.clear();
    for (int i = 0; i < line.length(); i++) {
      bytes.put((byte) line.charAt(i));
    }
    bytes.flip();
    return bytes;
  }

  private static long processId() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException e) {
      return 0;
    } catch (NumberFormatException e) {
      return 0; // not Linux
    }
  }
}
