/** How integration tests run programs. */
@NullMarked
package io.github.mavensandbox.it.process;

import org.jspecify.annotations.NullMarked;
