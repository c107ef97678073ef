/**
 * Container engines, driven through their command line.
 *
 * <p>Uses {@code engine} and {@code engine.options}.
 */
@NullMarked
package io.github.mavensandbox.engine.cli;

import org.jspecify.annotations.NullMarked;
