package io.github.mavensandbox.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image's tar as {@code docker load} reads it.
 *
 * @param config the configuration
 * @param layers what is in each layer, lowest first: mode, owner and path of every entry
 */
record LoadedTar(JsonNode config, List<List<String>> layers) {

  static LoadedTar read(Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Map<String, byte[]> files = new HashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    JsonNode manifest = json.readTree(files.get("manifest.json")).get(0);
    List<List<String>> layers = new ArrayList<>();
    for (JsonNode layer : manifest.get("Layers")) {
      layers.add(list(files.get(layer.asText())));
    }
    return new LoadedTar(json.readTree(files.get(manifest.get("Config").asText())), layers);
  }

  /** Returns the entries of all layers as {@code mode uid:gid time path}. */
  private static List<String> list(byte[] layer) throws IOException {
    List<String> entries = new ArrayList<>();
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(layer));
        TarArchiveInputStream tar = new TarArchiveInputStream(gzip)) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        entries.add(
            String.format(
                "%o %d:%d %s",
                entry.getMode() & 07777,
                entry.getLongUserId(),
                entry.getLongGroupId(),
                entry.getName()));
      }
    }
    return entries;
  }

  /** Returns the value of an environment variable of the configuration. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode variable : config.path("config").path("Env")) {
      String[] parts = variable.asText().split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    return environment;
  }
}
