/**
 * Container engines: what they can do, and what a container is created from.
 *
 * <p>Uses {@code engine.options}, and nothing else of the plugin.
 */
@NullMarked
package io.github.mavensandbox.engine;

import org.jspecify.annotations.NullMarked;
