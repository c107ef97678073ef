package io.github.mavensandbox.record;

import io.github.mavensandbox.fuzz.Scratch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Any bytes as the archive of a record, as an engine streams it out of a container. */
public final class RecordFuzz {

  private RecordFuzz() {}

  /** A real record. */
  public static List<byte[]> seeds() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Scratch folder = new Scratch();
        TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512)) {
      RealRecord.copyTo(folder.path());
      for (Path file : folder.content()) {
        TarArchiveEntry entry = new TarArchiveEntry("record/" + file.getFileName());
        entry.setSize(Files.size(file));
        tar.putArchiveEntry(entry);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
    }
    return List.of(bytes.toByteArray());
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    try (Scratch folder = new Scratch()) {
      Path directory = folder.path().resolve("record");
      try {
        new RecordArchive().extract(new ByteArrayInputStream(input), directory);
      } catch (RecordException e) {
        checkText(e.getMessage());
      }
      check(new RecordReader().read(directory));
    }
  }

  private static void check(KernelRecord record) {
    record.problems().forEach(RecordFuzz::checkText);
    for (BlockedEndpoint blocked : record.endpoints()) {
      checkText(blocked.endpoint().address());
      blocked.endpoint().name().ifPresent(RecordFuzz::checkText);
    }
    if (!record.problems().isEmpty()) {
      return;
    }
    Optional<Counters> counters = record.counters();
    for (PacketDirection direction : PacketDirection.values()) {
      long listed =
          record.endpoints().stream()
              .filter(blocked -> blocked.endpoint().direction() == direction)
              .mapToLong(blocked -> blocked.times().size())
              .sum();
      if (counters.isEmpty()
          || listed + record.unlisted(direction) > counters.get().logged(direction)) {
        throw new AssertionError("said to be whole, and does not add up: " + record);
      }
    }
  }

  private static void checkText(String text) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new AssertionError("not safe to print: " + text);
    }
  }
}
