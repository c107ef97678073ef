/**
 * A program that runs in its image once, with Maven's own streams, and leaves a record.
 *
 * <p>It may use what is below all goals, and none of the goals.
 */
@NullMarked
package io.github.mavensandbox.mojo.program;

import org.jspecify.annotations.NullMarked;
