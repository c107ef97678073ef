/**
 * The programs that the plugin brings along: unpacked for images, and for the machine that runs
 * Maven.
 *
 * <p>May use {@code text}.
 */
@NullMarked
package io.github.mavensandbox.tools;

import org.jspecify.annotations.NullMarked;
