package io.github.mavensandbox.record;

import io.github.mavensandbox.foreign.DamagedTarException;
import io.github.mavensandbox.foreign.HostileTar;
import io.github.mavensandbox.text.PlainText;
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
    HostileTar archive = new HostileTar(tar);
    try {
      extract(archive, directory);
    } catch (DamagedTarException e) {
      Optional<IOException> failure = archive.failure();
      if (failure.isPresent()) {
        throw new RecordException(
            "the record cannot be copied: "
                + PlainText.of(String.valueOf(failure.get().getMessage())),
            e);
      }
      // Not its message, which may quote the archive.
      throw new RecordException(DAMAGED + "it cannot be read as tar", e);
    }
  }

  private static void extract(HostileTar archive, Path directory)
      throws IOException, RecordException, DamagedTarException {
    Set<RecordFile> seen = EnumSet.noneOf(RecordFile.class);
    for (TarArchiveEntry entry = archive.next(); entry != null; entry = archive.next()) {
      if (entry.isDirectory() && entry.getName().equals(FOLDER)) {
        continue;
      }
      Optional<RecordFile> file = RecordFile.of(plainFile(entry));
      if (file.isEmpty()) {
        continue;
      }
      if (!seen.add(file.get())) {
        throw damaged(file.get().fileName + " is in it twice");
      }
      copy(archive, file.get(), directory.resolve(file.get().fileName));
    }
  }

  private static String plainFile(TarArchiveEntry entry) throws RecordException {
    String name = entry.getName();
    if (!HostileTar.isPlainFile(entry)
        || !name.startsWith(FOLDER)
        || name.indexOf('/', FOLDER.length()) >= 0) {
      String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "..." : name;
      throw damaged("'" + PlainText.of(shown) + "' is no plain file of a record");
    }
    return name.substring(FOLDER.length());
  }

  private static void copy(HostileTar archive, RecordFile file, Path target)
      throws IOException, RecordException, DamagedTarException {
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      // What answers are beyond its size are cut off: they are a hint and no part of the record.
      if (archive.copy(out, file.maxBytes) && file != RecordFile.ANSWERS) {
        throw damaged(file.fileName + " is larger than " + file.maxBytes + " bytes");
      }
    }
  }

  private static RecordException damaged(String how) {
    return new RecordException(DAMAGED + how);
  }
}
