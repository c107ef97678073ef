/**
 * The sandbox of Surefire's and Failsafe's executions, whatever it is made of: a {@link
 * io.github.mavensandbox.surefire.Jail} is the border behind which a kind of sandbox stands.
 *
 * <p>It may use {@code surefire.fork}, {@code surefire.files} and values of {@code engine}, and
 * knows no implementation of a jail.
 */
@NullMarked
package io.github.mavensandbox.surefire;

import org.jspecify.annotations.NullMarked;
