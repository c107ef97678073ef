/**
 * The plugin's goals: parameters and one call into the core. Nothing may use it, and it may use
 * everything.
 */
@NullMarked
package io.github.mavensandbox.mojo;

import org.jspecify.annotations.NullMarked;
