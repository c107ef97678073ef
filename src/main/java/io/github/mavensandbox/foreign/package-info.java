/**
 * What may be made to harm its reader, read with care: tars and JSON that come out of a sandbox.
 * Uses no other package.
 */
@NullMarked
package io.github.mavensandbox.foreign;

import org.jspecify.annotations.NullMarked;
