package io.github.mavensandbox.agent;

import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Set;

/** Writes down which files were not there, each once. */
final class MissingFiles {

  /** A class path alone causes fewer, and a longer list is not read. */
  private static final int MOST = 1_000;

  private static final int LONGEST = 1_000;

  /** How the JDK ends its message. In another language than this the file is not told of. */
  private static final String NOT_THERE = " (No such file or directory)";

  private final AttemptFile file;
  private final String folder = System.getProperty("user.dir");
  private final Set<String> known = new HashSet<String>();

  MissingFiles(AttemptFile file) {
    this.file = file;
  }

  /**
   * Writes down a file of which the JDK says by an exception that it is not there.
   *
   * @param told any other object is passed over
   */
  void add(Object told) {
    String name = name(told);
    if (name != null && !name.isEmpty() && name.length() <= LONGEST) {
      add(name.charAt(0) == '/' ? name : folder + "/" + name);
    }
  }

  private void add(String path) {
    synchronized (known) {
      if (known.size() >= MOST || !known.add(path)) {
        return;
      }
    }
    file.write(
        new JsonLine()
            .start(Call.FILE.type())
            .field("pid", file.pid())
            .field("time", Clock.micros())
            .field("nanos", 0)
            .field("name", path)
            .end());
  }

  private static String name(Object told) {
    if (told instanceof NoSuchFileException) {
      return ((NoSuchFileException) told).getFile();
    }
    if (told instanceof FileNotFoundException) {
      String message = ((FileNotFoundException) told).getMessage();
      if (message != null && message.endsWith(NOT_THERE)) {
        return message.substring(0, message.length() - NOT_THERE.length());
      }
    }
    return null;
  }
}
