/** Container engines, driven through their command line. */
@NullMarked
package io.github.mavensandbox.engine;

import org.jspecify.annotations.NullMarked;
