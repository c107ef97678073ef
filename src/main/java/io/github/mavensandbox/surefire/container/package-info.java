/**
 * The kind of sandbox that is made of containers: a firewall's container owns the network of an
 * execution, and a container for each fork joins it.
 *
 * <p>It may use {@code surefire} and what is below that, {@code engine} and {@code image}.
 */
@NullMarked
package io.github.mavensandbox.surefire.container;

import org.jspecify.annotations.NullMarked;
