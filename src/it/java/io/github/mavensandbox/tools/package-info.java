/** Tests of the tools bundles: what is in them, how they are made, and that they work. */
@NullMarked
package io.github.mavensandbox.tools;

import org.jspecify.annotations.NullMarked;
