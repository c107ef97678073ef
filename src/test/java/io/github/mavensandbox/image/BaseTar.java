package io.github.mavensandbox.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.text.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A small base image, written as {@code docker save} does. */
final class BaseTar {

  private final String architecture;
  private final List<String> environment = new ArrayList<>();
  private final List<byte[]> layers = new ArrayList<>();
  private boolean compressed;

  BaseTar(String architecture) {
    this.architecture = architecture;
  }

  /** A base on which a program can run. */
  static BaseTar withJava() throws IOException {
    return new BaseTar("amd64").layer(new Layer().file("usr/bin/java", 0755));
  }

  BaseTar environment(String variable) {
    environment.add(variable);
    return this;
  }

  BaseTar layer(Layer layer) throws IOException {
    layers.add(layer.bytes());
    return this;
  }

  BaseTar compressed() {
    compressed = true;
    return this;
  }

  Path write(Path file) throws IOException {
    List<String> diffIds = layers.stream().map(layer -> "sha256:" + Sha256.hex(layer)).toList();
    byte[] config =
        new ObjectMapper()
            .writeValueAsBytes(
                Map.of(
                    "architecture",
                    architecture,
                    "os",
                    "linux",
                    "config",
                    Map.of("Env", environment),
                    "rootfs",
                    Map.of("type", "layers", "diff_ids", diffIds)));
    List<String> names = new ArrayList<>();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (byte[] layer : layers) {
        String name = names.size() + "/layer.tar";
        names.add(name);
        put(tar, new TarArchiveEntry(name), compressed ? gzip(layer) : layer);
      }
      put(tar, new TarArchiveEntry("config.json"), config);
      put(
          tar,
          new TarArchiveEntry("manifest.json"),
          new ObjectMapper()
              .writeValueAsBytes(List.of(Map.of("Config", "config.json", "Layers", names))));
    }
    return file;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** The files of one layer. */
  static final class Layer {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, StandardCharsets.ISO_8859_1.name());

    Layer file(String path, int mode) throws IOException {
      return file(path, mode, path.getBytes(StandardCharsets.UTF_8));
    }

    Layer file(String path, int mode, byte[] content) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(path);
      entry.setMode(mode);
      put(tar, entry, content);
      return this;
    }

    Layer directory(String path) throws IOException {
      put(tar, new TarArchiveEntry(path + "/"), new byte[0]);
      return this;
    }

    Layer symlink(String path, String target) throws IOException {
      return link(path, target, TarConstants.LF_SYMLINK);
    }

    Layer hardlink(String path, String target) throws IOException {
      return link(path, target, TarConstants.LF_LINK);
    }

    private Layer link(String path, String target, byte kind) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(path, kind);
      entry.setLinkName(target);
      put(tar, entry, new byte[0]);
      return this;
    }

    private byte[] bytes() throws IOException {
      tar.close();
      return bytes.toByteArray();
    }
  }
}
