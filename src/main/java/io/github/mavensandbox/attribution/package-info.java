/**
 * Who called: what the kernel recorded, explained by what the agent saw. The kernel's record is the
 * truth; attempts are what code in the same JVM could have forged, and only ever explain.
 */
@NullMarked
package io.github.mavensandbox.attribution;

import org.jspecify.annotations.NullMarked;
