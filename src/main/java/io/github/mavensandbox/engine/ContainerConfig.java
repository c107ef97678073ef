package io.github.mavensandbox.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an image says about its containers, in normal form: Docker, Podman and Jib order the fields
 * differently, and some leave out empty ones.
 *
 * @param text equal for equal settings
 */
public record ContainerConfig(String text) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> FIELDS =
      List.of(
          "Cmd",
          "Entrypoint",
          "Env",
          "ExposedPorts",
          "Healthcheck",
          "Labels",
          "User",
          "Volumes",
          "WorkingDir");

  /**
   * Reads the object {@code Config} of an image's configuration, or of an engine's answer.
   *
   * @param json the object's text; empty if the image has none
   * @throws IllegalArgumentException if it is no JSON
   */
  public static ContainerConfig parse(String json) {
    JsonNode config;
    try {
      config = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an image's Config is no JSON: " + e.getMessage(), e);
    }
    return new ContainerConfig(
        FIELDS.stream()
            .filter(name -> !isEmpty(config.path(name)))
            .map(name -> name + "=" + sorted(config.path(name)))
            .collect(Collectors.joining("\n")));
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isContainerNode() ? value.isEmpty() : value.asText("").isEmpty();
  }

  private static String sorted(JsonNode value) {
    if (!value.isObject()) {
      return value.toString();
    }
    Map<String, String> fields = new TreeMap<>();
    value
        .fields()
        .forEachRemaining(field -> fields.put(field.getKey(), field.getValue().toString()));
    return fields.toString();
  }
}
