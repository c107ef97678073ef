/**
 * The restricted image: base, tools, program and policy as layers, built with Jib.
 *
 * <p>It uses {@code engine}.
 */
@NullMarked
package io.github.mavensandbox.image;

import org.jspecify.annotations.NullMarked;
