/**
 * What a sandboxed program may reach: rules, their normal form, and the firewall's input made of
 * it.
 */
@NullMarked
package io.github.mavensandbox.policy;

import org.jspecify.annotations.NullMarked;
