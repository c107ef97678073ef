/**
 * What a user's own options for an engine may be. Whatever passes here leaves the sandbox closed.
 *
 * <p>Uses nothing of the plugin.
 */
@NullMarked
package io.github.mavensandbox.engine.options;

import org.jspecify.annotations.NullMarked;
