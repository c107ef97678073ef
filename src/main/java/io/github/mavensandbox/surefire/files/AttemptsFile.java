package io.github.mavensandbox.surefire.files;

import io.github.mavensandbox.foreign.DamagedTarException;
import io.github.mavensandbox.foreign.HostileTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Where the attempts of one JVM go on the host, which its agent wrote in the container, or its
 * hostile code in the agent's place. They are never more than they may be, and in a file that
 * nobody else has. That there are none is no failure: a JVM may have no agent that works.
 */
public final class AttemptsFile {

  /** Below target, in the containers of tests. */
  public static final List<String> BELOW_TARGET = List.of("sandbox", "attempts.jsonl");

  /** The agent itself stops at 64 MiB. */
  private static final long MOST = 256L << 20;

  private final Path file;
  private final long most;

  /**
   * Writes nothing yet.
   *
   * @param file the host's; not there, and its folder is made
   */
  public AttemptsFile(Path file) {
    this(file, MOST);
  }

  AttemptsFile(Path file, long most) {
    this.file = file;
    this.most = most;
  }

  /**
   * Takes them out of a tar of that file, as an engine makes it; anything but a plain file is none.
   * Podman follows a link, and names what it found after where that led.
   *
   * @param tar of a file with the name of the host's; read as far as it is needed; the caller has
   *     to close it
   * @return what was left out, in a line that is safe to print
   * @throws IOException when the stream itself fails, or the host's file cannot be written
   */
  public Optional<String> take(InputStream tar) throws IOException {
    HostileTar entries = new HostileTar(tar);
    try {
      TarArchiveEntry entry = entries.next();
      boolean plain =
          entry != null
              && HostileTar.isPlainFile(entry)
              && entry.getName().equals(file.getFileName().toString());
      return plain ? write(entries) : Optional.of("the attempts are no plain file, and left out");
    } catch (DamagedTarException e) {
      if (entries.failure().isPresent()) {
        throw entries.failure().get();
      }
      return Optional.of("the attempts are incomplete, the tar that they came in is damaged");
    }
  }

  /** Writes the entry that a tar is at. */
  Optional<String> write(HostileTar tar) throws IOException, DamagedTarException {
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      return tar.copy(out, most)
          ? Optional.of(
              "the attempts of a JVM are cut off after " + most + " bytes: " + file.getFileName())
          : Optional.empty();
    }
  }
}
