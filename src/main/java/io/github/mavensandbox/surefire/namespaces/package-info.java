/**
 * The kind of sandbox that is made of namespaces of the Linux kernel: a firewall's process owns the
 * network of an execution, each fork joins it, and sees of the machine's files what it needs.
 *
 * <p>It may use {@code surefire} and what is below that, {@code image} for the entrypoint, and
 * {@code tools}.
 */
@NullMarked
package io.github.mavensandbox.surefire.namespaces;

import org.jspecify.annotations.NullMarked;
