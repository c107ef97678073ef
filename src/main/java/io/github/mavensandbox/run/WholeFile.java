package io.github.mavensandbox.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a whole file or leaves an earlier one as it is; nobody sees half of it. */
public final class WholeFile {

  private WholeFile() {}

  /** Writes the content of a file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param file to write; its folder is made when it is not there
   * @throws IOException with a message that names the file and what is wrong with it
   */
  public static void write(Path file, Content content) throws IOException {
    Path temporary =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (OutputStream out = Files.newOutputStream(temporary)) {
        content.writeTo(out);
      }
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(temporary);
      throw new IOException(
          "cannot write %s: %s; its folder must be writable and its disk have room"
              .formatted(file, reason(e)),
          e);
    }
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // What made the write fail is what the user must know.
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException failed) {
      String reason =
          failed.getReason() == null ? e.getClass().getSimpleName() : failed.getReason();
      return failed.getFile() + ": " + reason;
    }
    return String.valueOf(e.getMessage());
  }
}
