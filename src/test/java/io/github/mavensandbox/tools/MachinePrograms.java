package io.github.mavensandbox.tools;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Programs of the machine that the tests run on, and a small tools bundle that is made of them. */
final class MachinePrograms {

  private MachinePrograms() {}

  /** The loader of the machine's own programs. */
  static Path loader() {
    return Stream.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
        .map(Path::of)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  /** What is in a bundle whose programs start here; {@code prlimit} prints what it is told to. */
  static Map<String, byte[]> bundle() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("namespaces/bin/prlimit", Files.readAllBytes(Path.of("/bin/echo")));
    files.put("namespaces/bin/reader", Files.readAllBytes(Path.of("/bin/cat")));
    files.put("namespaces/share/doc/PACKAGES", "of no use\n".getBytes(StandardCharsets.UTF_8));
    files.put("sandbox/lib/ld.so", Files.readAllBytes(loader()));
    files.put("sandbox/bin/env", Files.readAllBytes(Path.of("/bin/true")));
    return files;
  }

  static Path write(Map<String, byte[]> files, Path archive) throws IOException {
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
      for (Map.Entry<String, byte[]> content : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(content.getKey());
        entry.setSize(content.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(content.getValue());
        tar.closeArchiveEntry();
      }
    }
    return archive;
  }

  /** Runs a program with this environment only, and returns what it prints. */
  static String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return printed + "exit " + process.waitFor();
  }
}
