/**
 * The set-up of Surefire and Failsafe: what of their configuration would start tests outside of the
 * sandbox, and the executions of a module as sandboxed runs.
 *
 * <p>It may use {@code mojo.project}, {@code mojo.config}, {@code mojo.runners} and what is below
 * all goals, and none of the goals.
 */
@NullMarked
package io.github.mavensandbox.mojo.tests;

import org.jspecify.annotations.NullMarked;
