/** How integration tests drive Maven. */
@NullMarked
package io.github.mavensandbox.it.maven;

import org.jspecify.annotations.NullMarked;
