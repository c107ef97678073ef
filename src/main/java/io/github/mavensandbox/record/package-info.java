/** What the kernel recorded: blocked packets, read with care. */
@NullMarked
package io.github.mavensandbox.record;

import org.jspecify.annotations.NullMarked;
