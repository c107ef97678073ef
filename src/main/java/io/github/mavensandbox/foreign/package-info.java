/**
 * What may be made to harm its reader, read with care: tars that come out of a container. Uses no
 * other package.
 */
@NullMarked
package io.github.mavensandbox.foreign;

import org.jspecify.annotations.NullMarked;
