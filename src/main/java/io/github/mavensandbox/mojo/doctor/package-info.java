/**
 * What each kind of sandbox requires of this machine, what is missing, and how to mend it.
 *
 * <p>It may use {@code mojo.tests} and what is below all goals, and none of the goals.
 */
@NullMarked
package io.github.mavensandbox.mojo.doctor;

import org.jspecify.annotations.NullMarked;
