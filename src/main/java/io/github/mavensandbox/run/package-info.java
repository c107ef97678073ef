/**
 * A run's folder and description, whose build it is, and how files of a build are written. May use
 * {@code policy}, {@code foreign} and {@code text}.
 */
@NullMarked
package io.github.mavensandbox.run;

import org.jspecify.annotations.NullMarked;
