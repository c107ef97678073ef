package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.foreign.DamagedTarException;
import io.github.mavensandbox.foreign.HostileTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * The names of test classes. Surefire has a JVM write them to a file when each class gets a JVM of
 * its own ({@code reuseForks} false).
 */
public final class TestListing {

  /** A hundred thousand classes. */
  private static final int MOST_BYTES = 16 << 20;

  private TestListing() {}

  /**
   * Fills Surefire's file with the container's.
   *
   * @param tar of that file
   * @param file the host's, which Surefire has made
   * @return how many names Surefire finds in it
   * @throws IOException when the container has no such file, or one that no list is as large as
   */
  public static int take(InputStream tar, Path file) throws IOException {
    HostileTar in = new HostileTar(tar);
    byte[] names;
    try {
      TarArchiveEntry entry = in.next();
      if (entry == null || !HostileTar.isPlainFile(entry)) {
        throw new IOException("the list of test classes is no file");
      }
      names = content(in);
    } catch (DamagedTarException e) {
      throw new IOException("the list of test classes is damaged: " + e.getMessage(), e);
    }
    Files.write(
        file,
        names,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING,
        LinkOption.NOFOLLOW_LINKS);
    return (int)
        new String(names, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.trim().isEmpty())
            .count();
  }

  private static byte[] content(HostileTar in) throws IOException, DamagedTarException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    if (in.copy(content, MOST_BYTES)) {
      throw new IOException("the list of test classes has more than " + MOST_BYTES + " bytes");
    }
    return content.toByteArray();
  }
}
