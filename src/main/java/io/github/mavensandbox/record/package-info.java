/**
 * What the kernel recorded: blocked packets, read with care. May use {@code foreign} and {@code
 * text}.
 */
@NullMarked
package io.github.mavensandbox.record;

import org.jspecify.annotations.NullMarked;
