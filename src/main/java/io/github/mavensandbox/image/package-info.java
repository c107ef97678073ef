/** The restricted image: base, tools, program and policy as layers, built with Jib. */
@NullMarked
package io.github.mavensandbox.image;

import org.jspecify.annotations.NullMarked;
