package io.github.mavensandbox.engine;

/**
 * A container or network that carries a label.
 *
 * @param id the engine's full id
 * @param value what the label says
 */
public record Labelled(String id, String value) {}
