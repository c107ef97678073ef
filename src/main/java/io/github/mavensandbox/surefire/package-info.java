/** The JVM of Surefire and Failsafe that lives in a container. */
@NullMarked
package io.github.mavensandbox.surefire;

import org.jspecify.annotations.NullMarked;
