/**
 * What may be made to harm its reader, read with care: tars that come out of a container. Knows no
 * other package; every package may use it.
 */
@NullMarked
package io.github.mavensandbox.foreign;

import org.jspecify.annotations.NullMarked;
