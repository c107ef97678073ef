/**
 * Containers that are gone when a build is, whatever ends it.
 *
 * <p>Uses {@code engine}, {@code engine.cli} and {@code engine.options}.
 */
@NullMarked
package io.github.mavensandbox.engine.guard;

import org.jspecify.annotations.NullMarked;
