/**
 * The executions of a build that run tests without Surefire and Failsafe. Uses Maven's API and no
 * other package.
 */
@NullMarked
package io.github.mavensandbox.mojo.runners;

import org.jspecify.annotations.NullMarked;
