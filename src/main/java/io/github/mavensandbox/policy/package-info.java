/**
 * What a sandboxed program may reach: rules, how they are read, their normal form, what it means in
 * words, and what is expected to be blocked.
 *
 * <p>It uses nothing of this project.
 */
@NullMarked
package io.github.mavensandbox.policy;

import org.jspecify.annotations.NullMarked;
