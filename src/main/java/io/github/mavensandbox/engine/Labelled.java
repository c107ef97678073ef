package io.github.mavensandbox.engine;

import java.util.Map;

/**
 * A container or network that carries labels.
 *
 * @param id what the engine knows it by
 * @param labels all of its labels
 */
public record Labelled(String id, Map<String, String> labels) {

  public Labelled {
    labels = Map.copyOf(labels);
  }
}
