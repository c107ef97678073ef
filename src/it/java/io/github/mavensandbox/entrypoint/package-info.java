/** Tests of the restricted image, run by hand: with the engine's own command line. */
@NullMarked
package io.github.mavensandbox.entrypoint;

import org.jspecify.annotations.NullMarked;
