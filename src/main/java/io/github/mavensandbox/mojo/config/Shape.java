package io.github.mavensandbox.mojo.config;

import java.util.Map;
import java.util.Optional;

/** What may stand in an element of the configuration. */
sealed interface Shape {

  /** Text, and no element. */
  record Text() implements Shape {}

  /**
   * A list: elements, or text with commas between the items.
   *
   * @param name of each element; if absent, any
   */
  record Items(Optional<String> name, Shape item) implements Shape {}

  /** A map: elements with any name, each once, with text in them. */
  record Entries() implements Shape {}

  /** These elements, each once. */
  record Fields(Map<String, Shape> fields) implements Shape {}
}
