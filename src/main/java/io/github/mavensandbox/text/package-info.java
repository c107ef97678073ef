/**
 * Text of any origin that several rooms show or name by its hash, and files that several rooms read
 * or remove in one way. Uses no other package.
 */
@NullMarked
package io.github.mavensandbox.text;

import org.jspecify.annotations.NullMarked;
