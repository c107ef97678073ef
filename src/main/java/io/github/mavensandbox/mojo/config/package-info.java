/**
 * What users write about the plugin, in POMs and as properties, and what of it would have no
 * effect. It knows Maven's model and the plugin's descriptor, and none of the goals.
 */
@NullMarked
package io.github.mavensandbox.mojo.config;

import org.jspecify.annotations.NullMarked;
