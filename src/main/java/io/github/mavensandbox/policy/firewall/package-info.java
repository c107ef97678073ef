/**
 * A policy as what the kernel loads: sets of addresses, and the tables of rules that look into
 * them.
 *
 * <p>It uses only {@code policy}, which does not know it.
 */
@NullMarked
package io.github.mavensandbox.policy.firewall;

import org.jspecify.annotations.NullMarked;
