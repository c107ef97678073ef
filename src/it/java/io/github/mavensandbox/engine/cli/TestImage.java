package io.github.mavensandbox.engine.cli;

import io.github.mavensandbox.engine.ContainerEngine;
import io.github.mavensandbox.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * An image with a shell and nothing else, from the tools' static busybox; removed with its name
 * when closed.
 */
public final class TestImage implements AutoCloseable {

  static final String LABEL = "io.github.mavensandbox.test";

  private static final String ARCHITECTURE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  private static final Path TOOLS =
      Path.of("target", "tools", "tools-linux-" + ARCHITECTURE + ".tar.gz");
  private static final List<String> APPLETS =
      List.of("cat", "df", "echo", "env", "head", "id", "ls", "sh", "sleep", "stat", "stty", "tr");

  private final ContainerEngine engine;
  private final String reference =
      "sandbox-test-" + UUID.randomUUID().toString().substring(24) + ":1";

  /** Makes the image in an engine. */
  public TestImage(ContainerEngine engine) throws IOException, InterruptedException {
    this.engine = engine;
    List<String> command = new ArrayList<>(engine.command());
    command.addAll(List.of("import", "--change", "LABEL " + LABEL + "=engine"));
    command.addAll(List.of("--change", "CMD [\"/bin/sh\"]", "-", reference));
    new Command(command, Command.SHORT).runWithInput(new ByteArrayInputStream(files())).orThrow();
  }

  private static byte[] files() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      directory(tar, "bin/", 0755);
      directory(tar, "tmp/", 01777);
      byte[] busybox = busybox();
      TarArchiveEntry program = new TarArchiveEntry("bin/busybox");
      program.setSize(busybox.length);
      program.setMode(0755);
      tar.putArchiveEntry(program);
      tar.write(busybox);
      tar.closeArchiveEntry();
      for (String applet : APPLETS) {
        TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] busybox() throws IOException {
    try (TarArchiveInputStream tools =
        new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(TOOLS)))) {
      String name;
      do {
        name = tools.getNextEntry().getName();
      } while (!name.equals("sandbox/bin/busybox"));
      return tools.readAllBytes();
    }
  }

  private static void directory(TarArchiveOutputStream tar, String name, int mode)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /** Returns its reference. */
  public String reference() {
    return reference;
  }

  @Override
  public void close() throws EngineException, InterruptedException {
    engine.removeImage(reference);
  }
}
