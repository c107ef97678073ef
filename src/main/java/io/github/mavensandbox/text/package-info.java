/**
 * Text of any origin that several rooms show or name by its hash. Knows no other package; every
 * package may use it.
 */
@NullMarked
package io.github.mavensandbox.text;

import org.jspecify.annotations.NullMarked;
