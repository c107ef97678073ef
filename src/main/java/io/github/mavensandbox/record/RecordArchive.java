package io.github.mavensandbox.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks the tar stream that an engine makes of the record's folder. Only the files of a record
 * are taken, up to their sizes. Other plain files, the entrypoint's notes to itself, are passed
 * over; an archive with anything but plain files in it is refused.
 */
public final class RecordArchive {

  /** What engines name the folder, and the entries in it, after. */
  private static final String FOLDER = "record/";

  private static final String DAMAGED = "the record's archive is damaged: ";
  private static final int MAX_SHOWN = 100;

  /**
   * @param tar the whole stream; it is not closed
   * @param directory to make, with its parents; none of the record's files may be there
   * @throws RecordException when the archive is damaged or holds what no record holds, a link for
   *     instance; files that came before stay, for a person to look at
   * @throws IOException when the directory cannot be written
   */
  public void extract(InputStream tar, Path directory) throws IOException, RecordException {
    Files.createDirectories(directory);
    TarArchiveInputStream archive = new TarArchiveInputStream(tar);
    Set<RecordFile> seen = EnumSet.noneOf(RecordFile.class);
    for (TarArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
      if (entry.isDirectory() && entry.getName().equals(FOLDER)) {
        continue;
      }
      Optional<RecordFile> file = RecordFile.of(plainFile(entry));
      if (file.isEmpty()) {
        continue;
      }
      if (!seen.add(file.get())) {
        throw damaged(file.get().fileName() + " is in it twice");
      }
      copy(archive, file.get(), directory.resolve(file.get().fileName()));
    }
  }

  private static String plainFile(TarArchiveEntry entry) throws RecordException {
    String name = entry.getName();
    // Not isFile(), which is true of links, too.
    boolean plain = entry.getLinkFlag() == TarConstants.LF_NORMAL && !entry.isSparse();
    if (!plain || !name.startsWith(FOLDER) || name.indexOf('/', FOLDER.length()) >= 0) {
      String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name;
      throw damaged("'" + PlainText.of(shown) + "' is no plain file of a record");
    }
    return name.substring(FOLDER.length());
  }

  private static void copy(TarArchiveInputStream archive, RecordFile file, Path target)
      throws IOException, RecordException {
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int n = read(archive, buffer); n >= 0; n = read(archive, buffer)) {
        size += n;
        if (size > file.maxBytes()) {
          throw damaged(file.fileName() + " is larger than " + file.maxBytes() + " bytes");
        }
        out.write(buffer, 0, n);
      }
    }
  }

  private static TarArchiveEntry next(TarArchiveInputStream archive) throws RecordException {
    try {
      return archive.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static int read(TarArchiveInputStream archive, byte[] buffer) throws RecordException {
    try {
      return archive.read(buffer);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static RecordException unreadable(Exception e) {
    return new RecordException(DAMAGED + "it cannot be read as tar", e);
  }

  private static RecordException damaged(String how) {
    return new RecordException(DAMAGED + how);
  }
}
