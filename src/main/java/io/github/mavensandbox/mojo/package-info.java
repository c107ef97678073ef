/** The plugin's goals: parameters and one call into the core. */
@NullMarked
package io.github.mavensandbox.mojo;

import org.jspecify.annotations.NullMarked;
