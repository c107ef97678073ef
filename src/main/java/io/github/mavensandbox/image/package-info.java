/**
 * The restricted image: base, tools, program and policy as layers, built with Jib.
 *
 * <p>It uses {@code engine}, {@code tools} and {@code text}.
 */
@NullMarked
package io.github.mavensandbox.image;

import org.jspecify.annotations.NullMarked;
