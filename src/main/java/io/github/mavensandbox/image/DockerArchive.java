package io.github.mavensandbox.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mavensandbox.engine.ContainerConfig;
import io.github.mavensandbox.engine.ImageDetails;
import io.github.mavensandbox.text.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;

/** What a tar, as {@code docker save} or Jib writes it, says about its image. */
final class DockerArchive {

  static final String MANIFEST = "manifest.json";

  /** Far more than a manifest or a configuration has, and far less than memory. */
  private static final int SMALL = 4 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sees the files of a tar as they come. */
  interface Visitor {
    void visit(TarArchiveEntry entry, InputStream content) throws IOException;
  }

  private final Map<String, byte[]> smallFiles;
  private final String configName;
  private final byte[] config;
  private final JsonNode parsedConfig;
  private final List<String> layers;
  private final List<String> references;

  private DockerArchive(Map<String, byte[]> smallFiles) throws IOException {
    this.smallFiles = smallFiles;
    JsonNode manifest = JSON.readTree(required(MANIFEST)).path(0);
    configName = manifest.path("Config").asText();
    config = required(configName);
    parsedConfig = JSON.readTree(config);
    layers = strings(manifest.path("Layers"));
    references = strings(manifest.path("RepoTags"));
  }

  /** Reads a tar from a stream. */
  static DockerArchive read(InputStream tar) throws IOException {
    return read(tar, (entry, content) -> {});
  }

  /** Reads a tar from a stream, and shows a visitor every entry. */
  static DockerArchive read(InputStream tar, Visitor visitor) throws IOException {
    Map<String, byte[]> small = new HashMap<>();
    TarArchiveInputStream in = new TarArchiveInputStream(tar);
    for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (isSmall(entry)) {
        byte[] content = in.readAllBytes();
        small.put(entry.getName(), content);
        visitor.visit(entry, new ByteArrayInputStream(content));
      } else {
        visitor.visit(entry, in);
      }
    }
    return new DockerArchive(small);
  }

  /** Reads a tar file; its large layers are not even touched. */
  static DockerArchive open(Path file) throws IOException {
    Map<String, byte[]> small = new HashMap<>();
    try (TarFile tar = new TarFile(file)) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        if (isSmall(entry)) {
          small.put(entry.getName(), tar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return new DockerArchive(small);
  }

  private static boolean isSmall(TarArchiveEntry entry) {
    return entry.isFile() && entry.getSize() <= SMALL;
  }

  private byte[] required(String name) throws IOException {
    return Optional.ofNullable(smallFiles.get(name))
        .orElseThrow(() -> new IOException("it has no " + name));
  }

  private static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(node -> strings.add(node.asText()));
    return List.copyOf(strings);
  }

  /** Returns a tar of the image without its lowest layers, if the others are small. */
  Optional<byte[]> withoutLowest(int count) throws IOException {
    MemoryTar tar = new MemoryTar();
    for (String name : new LinkedHashSet<>(layers.subList(count, layers.size()))) {
      byte[] layer = smallFiles.get(name);
      if (layer == null) {
        return Optional.empty();
      }
      tar.add(name, layer);
    }
    tar.add(configName, config);
    tar.add(MANIFEST, required(MANIFEST));
    return Optional.of(tar.bytes());
  }

  /** Returns the image's configuration, byte for byte. */
  byte[] config() {
    return config.clone();
  }

  /** Returns the digest of its configuration, which is the image's id for most engines. */
  String id() {
    return "sha256:" + Sha256.hex(config);
  }

  /** Returns the names of the layers' files in the tar, lowest first. */
  List<String> layers() {
    return layers;
  }

  /** Returns the digests of the layers' uncompressed content, lowest first. */
  List<String> diffIds() {
    return strings(parsedConfig.path("rootfs").path("diff_ids"));
  }

  List<String> references() {
    return references;
  }

  /** Returns operating system and architecture, such as {@code linux/amd64}. */
  String platform() {
    return parsedConfig.path("os").asText("linux")
        + "/"
        + parsedConfig.path("architecture").asText("amd64");
  }

  /**
   * Returns whether an engine's image is this one. Its id alone does not tell: where Docker has
   * containerd's store, it is the digest of a manifest that the engine has written itself.
   */
  boolean is(ImageDetails image) {
    return image.id().equals(id())
        || image.diffIds().equals(diffIds())
            && (image.os() + "/" + image.architecture()).equals(platform())
            && image.created().equals(ImageDetails.time(parsedConfig.path("created").asText()))
            && image.config().equals(ContainerConfig.parse(parsedConfig.path("config").toString()));
  }

  /** Returns the value that an environment variable has in the image's containers. */
  Optional<String> environment(String name) {
    return strings(parsedConfig.path("config").path("Env")).stream()
        .filter(variable -> variable.startsWith(name + "="))
        .map(variable -> variable.substring(name.length() + 1))
        .reduce((first, last) -> last);
  }
}
