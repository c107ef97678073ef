/**
 * How Surefire asks for a JVM: the script that it takes for {@code java}, the requests that the
 * script makes of Maven's process, and what a request's command line names.
 *
 * <p>It may use {@code surefire.files}, and knows no kind of sandbox.
 */
@NullMarked
package io.github.mavensandbox.surefire.fork;

import org.jspecify.annotations.NullMarked;
