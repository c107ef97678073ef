/**
 * Which of the host's files go into a sandbox, and what may come back out of one, whose code may be
 * hostile.
 *
 * <p>It may use {@code foreign} and {@code text}, and knows no kind of sandbox.
 */
@NullMarked
package io.github.mavensandbox.surefire.files;

import org.jspecify.annotations.NullMarked;
