package io.github.mavensandbox.tools;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tools bundle that the build made, read into memory.
 *
 * @param entries every entry of the archive by its name, in the archive's order
 */
record Bundle(Map<String, Entry> entries) {

  /** One entry with what it contains; a directory contains nothing. */
  record Entry(TarArchiveEntry header, byte[] content) {

    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  /** Where the build puts the bundle of an architecture. */
  static Path file(String architecture) {
    return Path.of("target", "tools", "tools-linux-" + architecture + ".tar.gz").toAbsolutePath();
  }

  static Bundle read(String architecture) throws IOException {
    Map<String, Entry> entries = new LinkedHashMap<>();
    try (InputStream file = Files.newInputStream(file(architecture));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry header; (header = tar.getNextEntry()) != null; ) {
        entries.put(header.getName(), new Entry(header, tar.readAllBytes()));
      }
    }
    return new Bundle(entries);
  }

  /** Returns the text of a file, named by its path in the archive. */
  String text(String path) {
    Entry entry = entries.get(path);
    if (entry == null) {
      throw new AssertionError("not in the bundle: " + path);
    }
    return entry.text();
  }

  /** Returns the programs and libraries, by their paths in the archive. */
  Map<String, ElfFile> programs() {
    return entries.entrySet().stream()
        .filter(entry -> ElfFile.isElf(entry.getValue().content()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, entry -> ElfFile.parse(entry.getValue().content())));
  }
}
