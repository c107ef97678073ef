package io.github.mavensandbox.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.filesystem.XdgDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mirrors that bases are fetched from, as the user has configured them for Jib's own plugins. A
 * registry is asked itself where none of its mirrors has the base.
 *
 * @param byRegistry mirrors, the first to be asked first, by the registry's host
 */
record RegistryMirrors(Map<String, List<String>> byRegistry) {

  /** Names another folder for Jib's configuration. */
  private static final String FOLDER = "jib.configDirectory";

  private static final String FILE = "config.json";

  /** Reads what the user who runs Maven has configured. */
  static RegistryMirrors ofUser() throws ImageException {
    String folder = System.getProperty(FOLDER, "");
    return read(
        (folder.isEmpty() ? XdgDirectories.getConfigHome() : Path.of(folder)).resolve(FILE));
  }

  /**
   * Reads a file of Jib's; one that is not there has none.
   *
   * @throws ImageException if it is not as Jib has it; says what is wrong
   */
  static RegistryMirrors read(Path file) throws ImageException {
    Map<String, List<String>> mirrors = new LinkedHashMap<>();
    if (!Files.exists(file)) {
      return new RegistryMirrors(mirrors);
    }
    try {
      for (JsonNode entry : new ObjectMapper().readTree(file.toFile()).path("registryMirrors")) {
        List<String> hosts = new ArrayList<>();
        entry.path("mirrors").forEach(host -> hosts.add(host.asText()));
        String registry = entry.path("registry").asText();
        if (registry.isEmpty() || hosts.isEmpty()) {
          throw new ImageException(
              "Jib's configuration %s: each of registryMirrors needs a 'registry' and its 'mirrors'"
                  .formatted(file));
        }
        mirrors.put(registry, hosts);
      }
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException(
          "Jib's configuration %s cannot be read; correct it: %s".formatted(file, e.getMessage()),
          e);
    }
    return new RegistryMirrors(mirrors);
  }

  void addTo(Containerizer containerizer) {
    byRegistry.forEach(containerizer::addRegistryMirrors);
  }
}
