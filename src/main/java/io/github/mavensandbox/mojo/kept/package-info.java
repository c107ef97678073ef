/**
 * What the plugin keeps on this machine from one build to the next.
 *
 * <p>Uses {@code engine}, {@code engine.guard}, {@code mojo.tests} and {@code text}.
 */
@NullMarked
package io.github.mavensandbox.mojo.kept;

import org.jspecify.annotations.NullMarked;
