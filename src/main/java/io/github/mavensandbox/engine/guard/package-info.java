/**
 * Containers that are gone when a build is, whatever ends it.
 *
 * <p>Uses {@code engine}, {@code engine.cli}, {@code engine.options} and {@code text}.
 */
@NullMarked
package io.github.mavensandbox.engine.guard;

import org.jspecify.annotations.NullMarked;
